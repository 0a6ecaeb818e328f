"""What programs and assistants call, and how they hand in pictures."""
