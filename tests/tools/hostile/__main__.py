from tests.tools.hostile.attack import main

main()
