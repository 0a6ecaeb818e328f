"""Changes of a picture that change the answer: counterfactuals and damage."""
