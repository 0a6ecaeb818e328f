"""The endpoints for programs and assistants, and their pictures."""
