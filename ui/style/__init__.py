"""How the page looks: Gradio's theme, colours and sizes, print and forced colours."""
