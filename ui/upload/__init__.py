"""The upload: drop, paste, choose or photograph a picture, crop and rotate it."""
