"""Train Digitpad's network and write its weights folder.

    python train.py                                   # the shipped weights, weights/mnist
    python train.py --recipe tutorial                 # the 2019 tutorial, runs/mnist-tutorial
    python train.py --recipe tutorial --hidden 300,100 --optimiser sgd --learning-rate 0.1
    python train.py --recipe best --epochs 5          # runs/mnist-best: not the recipe as it is

    python train.py --network cnn                     # the second opinion, weights/mnist-cnn
    python train.py --dataset cifar-10                # colour pictures, weights/cifar-10
    python train.py --dataset pages                   # the ink network, weights/ink
    python train.py --dataset rows                    # the row network, weights/rows
    python train.py --resume                          # goes on where the same run was stopped

The data are read from --data-dir, or downloaded into it. The weights folder is written when the
run has ended, and then the whole of it at once: stop it with Ctrl-C whenever you like. After each
epoch a checkpoint is written; --resume goes on from there to the very same weights. With other
settings than the recipe's, it goes into runs/ unless --out says otherwise.

The recipes are in model/training/recipes.py, the steps from data to weights in
model/training/classifier.py, and the loop in model/training/loop.py. The installed package has the
same command as `digitpad train`.
"""

from model.training.command import main

if __name__ == "__main__":
    main()
