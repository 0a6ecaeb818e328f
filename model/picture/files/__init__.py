"""Files from outside: what of them gets to Pillow, and what it may cost to look through the rest.

A picture's pixels are bounded by its size. What else a file contains, Pillow reads before anything
can be checked, and little of it can cost much: 63 kB of a PNG's text unpack to 63 MB, half a
megabyte of EXIF filled 6 GB, and four megabytes of a GIF's comments took three seconds, forty 300.
"""
