"""The loop, its recipes, augmentation, distillation, checkpoints and model cards."""
