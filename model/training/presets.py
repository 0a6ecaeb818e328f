"""Settings that show one thing each: how the 2019 tutorial learns, and what goes wrong."""

from typing import Any

# Each by the settings in which it differs from the tutorial's.
PRESETS: dict[str, dict[str, Any]] = {
    "tutorial": {},
    "good": {
        "hidden": (300, 100),
        "learning_rate": 0.002,
        "epochs": 15,
        "augmentation": True,
        "dropout": 0.2,
        "one_cycle": True,
    },
    "overfitting": {"hidden": (512, 256), "learning_rate": 0.001, "epochs": 15},
    "rate": {"learning_rate": 0.5},
    "dead": {"learning_rate": 0.05, "hidden": (125, 65, 65), "epochs": 6},
    "vanishing": {
        "hidden": (100, 100, 100, 100),
        "activation": "sigmoid",
        "initialisation": "small",
        "optimiser": "sgd",
        "learning_rate": 0.1,
        "epochs": 8,
    },
    "neuron": {"hidden": (1,), "epochs": 8},
}
