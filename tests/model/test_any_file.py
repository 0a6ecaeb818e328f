"""Whatever file is sent: an answer or one sentence, in bounded time and memory."""

import io
import multiprocessing
import zlib
from concurrent.futures import ProcessPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from model import Predictor, UnreadablePicture
from model.digits.choose import CHOOSING
from model.picture.decoding import decode
from model.picture.parts import LIMITS
from tests.tools.fuzz import is_one_sentence, peak, read
from tests.tools.mutation import spoiled, valid_files
from tests.tools.pictures import CROWDED, encoded

MOST_PASSES = 3  # all parts; the rest of digits beside marks; marks that were lost
MOST_JUDGED = LIMITS.most * CHOOSING.joined + 1  # in one pass


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
    "png palette": ("P", 7610, "PNG", {"transparency": 0}),
    "png 16 bit": ("I;16", 7990, "PNG", {}),
    "jpeg": ("RGB", 7990, "JPEG", {}),
    "jpeg progressive": ("RGB", 5290, "JPEG", {"progressive": True, "subsampling": 0}),
    "jpeg four inks": ("CMYK", 4690, "JPEG", {"progressive": True, "subsampling": 0}),
    "webp": ("RGBA", 2960, "WEBP", {"lossless": True}),
    "webp too large": ("RGB", 8000, "WEBP", {}),
    "gif": ("L", 7990, "GIF", {}),
    "tiff": ("RGB", 5990, "TIFF", {"compression": "tiff_deflate"}),
    "tiff of one strip": ("RGB", 4800, "TIFF", {"compression": "raw", "strip_size": 10**9}),
    "avif": ("RGB", 3490, "AVIF", {"speed": 10}),
}


def memory_of(data: bytes) -> float:
    """MB above the idle process that reading a file takes, in a process that does nothing else."""
    before = peak()
    read(data)
    return peak() - before


@pytest.fixture(scope="module")
def warm_processes():
    """Runs each task in a process of its own, forked from one that has read many pictures."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.tools.warm"])
    with ProcessPoolExecutor(1, context, max_tasks_per_child=1) as processes:
        yield processes


@pytest.mark.parametrize("name", BOMBS)
def test_a_decompression_bomb_costs_less_than_200_mb(warm_processes, name):
    mode, side, kind, options = BOMBS[name]
    bomb = encoded(Image.new(mode, (side, side)), kind, **options)
    assert warm_processes.submit(memory_of, bomb).result() < 200


def test_a_png_with_a_bomb_in_its_text_is_read_or_refused():
    file = io.BytesIO()
    Image.new("L", (30, 30), 255).save(file, "PNG")
    plain = file.getvalue()
    text = b"Comment\0\0" + zlib.compress(bytes(100_000_000), 9)
    chunk = b"zTXt" + text
    packed = len(text).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    assert read(plain[:33] + packed + plain[33:]) in ("answered", "refused")


@pytest.mark.parametrize("name", CROWDED)
def test_however_crowded_a_picture_is_only_so_many_parts_of_it_are_judged(name):
    """Each of these once took from 3 to over 20 seconds; `tests.benchmarks.crowded` times them."""
    predictor, judged = Predictor.from_pretrained(), []
    judge = predictor.judge
    predictor.judge = lambda images: judged.append(len(images)) or judge(images)
    predictor.read(CROWDED[name](800))
    assert len(judged) <= MOST_PASSES
    assert max(judged) <= MOST_JUDGED


def test_sentences_name_no_folder(tmp_path):
    (tmp_path / "digit.png").mkdir()
    with pytest.raises(UnreadablePicture) as caught:
        decode(tmp_path / "digit.png")
    assert is_one_sentence(str(caught.value))
