"""Whatever file is sent: an answer or one sentence, in bounded time and memory."""

import io
import os
import resource
import subprocess
import sys
import time
import zlib

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from model import Predictor, UnreadablePicture
from model.picture.decoding import decode
from tests.tools.fuzz import SLOW, is_one_sentence, read
from tests.tools.mutation import spoiled, valid_files
from tests.tools.pictures import encoded
from tests.tools.small_mnist import ROOT

SIDE = 1600


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(valid_files())), st.integers(0, 2**32 - 1))
def test_spoiled_files_are_answered_or_refused_in_one_sentence(kind, seed):
    assert read(spoiled(valid_files()[kind], seed)) in ("answered", "refused")


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"BM", b"II*\0"]),
    st.binary(max_size=400),
)
def test_noise_behind_a_good_beginning_is_refused_in_one_sentence(start, rest):
    assert read(start + rest) in ("answered", "refused")


@pytest.mark.parametrize("kind", sorted(valid_files()))
def test_the_files_are_good_before_they_are_spoiled(kind):
    assert Predictor.from_pretrained().read(valid_files()[kind]).digits


BOMBS = {  # the largest that are accepted, and much larger ones
    "png": ("RGB", 6000, "PNG", {}),
    "png too large": ("1", 14_000, "PNG", {}),
    "png transparent": ("RGBA", 4690, "PNG", {}),
    "png palette": ("P", 7990, "PNG", {"transparency": 0}),
    "png 16 bit": ("I;16", 7990, "PNG", {}),
    "jpeg": ("RGB", 7990, "JPEG", {}),
    "jpeg progressive": ("RGB", 5900, "JPEG", {"progressive": True, "subsampling": 0}),
    "jpeg four inks": ("CMYK", 4690, "JPEG", {"progressive": True, "subsampling": 0}),
    "webp": ("RGBA", 2960, "WEBP", {"lossless": True}),
    "webp too large": ("RGB", 8000, "WEBP", {}),
    "gif": ("L", 7990, "GIF", {}),
    "tiff": ("RGB", 5990, "TIFF", {"compression": "tiff_deflate"}),
    "tiff of one strip": ("RGB", 4800, "TIFF", {"compression": "raw", "strip_size": 10**9}),
    "avif": ("RGB", 3490, "AVIF", {"speed": 10}),
}

MEASURE = """
import resource, sys
from model import Predictor, UnreadablePicture
from tests.tools.mutation import valid_files
predictor = Predictor.from_pretrained()
for data in valid_files().values():
    predictor.read(data)
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
data = sys.stdin.buffer.read()
before = peak()
try:
    predictor.read(data)
except UnreadablePicture:
    pass
print(peak() - before)
"""


@pytest.mark.parametrize("name", BOMBS)
def test_a_decompression_bomb_costs_less_than_200_mb(name):
    mode, side, kind, options = BOMBS[name]
    bomb = encoded(Image.new(mode, (side, side)), kind, **options)
    start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", MEASURE],
        input=bomb,
        cwd=ROOT,
        capture_output=True,
        check=True,
        env=os.environ,
    )
    assert float(done.stdout) < 200
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - start < 15


def test_a_png_with_a_bomb_in_its_text_is_read_or_refused():
    file = io.BytesIO()
    Image.new("L", (30, 30), 255).save(file, "PNG")
    plain = file.getvalue()
    text = b"Comment\0\0" + zlib.compress(bytes(100_000_000), 9)
    chunk = b"zTXt" + text
    packed = len(text).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    assert read(plain[:33] + packed + plain[33:]) in ("answered", "refused")


def grid(step, drawn):
    picture = np.full((SIDE, SIDE), 255, np.uint8)
    for y in range(step // 2, SIDE, step):
        for x in range(step // 2, SIDE, step):
            drawn(picture, x, y)
    return picture


def hard_pictures():
    """Full of things that might be digits: each once took from 3 to over 20 seconds."""
    chance = np.random.default_rng(0)
    y, x = np.mgrid[:SIDE, :SIDE]
    noise = chance.random((SIDE, SIDE))
    return {
        "noise": (noise * 255).astype(np.uint8),
        "salt": np.where(noise < 0.2, 0, 255).astype(np.uint8),
        "checks": ((x // 8 + y // 8) % 2 * 255).astype(np.uint8),
        "rings": np.where(np.hypot(x - 800, y - 800) % 20 < 5, 0, 255).astype(np.uint8),
        "dots": grid(40, lambda page, x, y: cv2.circle(page, (x, y), 9, 0, -1)),
        "ones": grid(30, lambda page, x, y: cv2.line(page, (x, y - 9), (x + 3, y + 9), 0, 3)),
        "threes": grid(50, lambda page, x, y: cv2.putText(page, "3", (x, y), 0, 1.9, 0, 5)),
    }


@pytest.mark.parametrize(("name", "picture"), hard_pictures().items())
def test_no_picture_takes_longer_than_two_seconds(name, picture):
    predictor = Predictor.from_pretrained()
    start = time.process_time()
    predictor.predict(picture)
    middle = time.process_time()
    predictor.read(picture)
    assert middle - start < SLOW
    assert time.process_time() - middle < SLOW


def test_sentences_name_no_folder(tmp_path):
    (tmp_path / "digit.png").mkdir()
    with pytest.raises(UnreadablePicture) as caught:
        decode(tmp_path / "digit.png")
    assert is_one_sentence(str(caught.value))
