"""A pen draws, whatever the palm beside it does: before it, with it or after it."""

from playwright.sync_api import CDPSession, Page, expect

from tests.browser.test_draw import CANVAS, ink
from tests.tools.running import SEVEN, Points, touch, wait_for_answer

PALM: Points = [(0.8, 0.8), (0.84, 0.8)]  # no 7 comes near it
LINE: Points = [(0.1, 0.1), (0.9, 0.1)]


class Hand:
    """A pen and the palm beside it, as a screen reports them; places are shares of the paper."""

    def __init__(self, page: Page, pad: str = CANVAS) -> None:
        self.page = page
        self.screen: CDPSession = page.context.new_cdp_session(page)
        self.box = page.locator(pad).bounding_box()

    def _at(self, x: float, y: float) -> dict[str, float]:
        box = self.box
        return {"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]}

    def pen(self, kind: str, x: float, y: float) -> None:
        """Press, move or release the pen; one that only moves hovers."""
        pressed = {"button": "left", "buttons": 1, "clickCount": 1}
        if kind == "hover":
            kind, pressed = "mouseMoved", {}
        event = {"type": kind, "pointerType": "pen", **self._at(x, y), **pressed}
        self.screen.send("Input.dispatchMouseEvent", event)

    def write(self, points: Points = SEVEN) -> None:
        """Draw a stroke with the pen."""
        self.pen("mousePressed", *points[0])
        for x, y in points[1:]:
            self.pen("mouseMoved", x, y)
        self.pen("mouseReleased", *points[-1])

    def palm(self, kind: str, *places: tuple[float, float]) -> None:
        """Put the palm down, move it, lift it, or have the system take it away."""
        self.screen.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [self._at(x, y) for x, y in places]},
        )


def palm_ink(page: Page, pad: str = CANVAS) -> int:
    """How many pixels are dark where the palm lies."""
    return page.locator(pad).evaluate(
        """canvas => {
          const context = canvas.getContext("2d"), side = canvas.height;
          const { data } = context.getImageData(0.7 * side, 0.7 * side, 0.3 * side, 0.3 * side);
          return data.filter((level, i) => i % 4 === 0 && level < 128).length;
        }"""
    )


def test_a_pen_takes_over_from_a_palm_that_came_first(phone: Page) -> None:
    hand = Hand(phone)
    hand.palm("touchStart", PALM[0])
    hand.palm("touchMove", PALM[1])
    wait_for_answer(phone)
    assert palm_ink(phone) > 0
    hand.write()
    hand.palm("touchMove", PALM[0])
    hand.palm("touchEnd")
    assert wait_for_answer(phone)["label"] == "7"
    assert palm_ink(phone) == 0
    phone.tap("#sketchpad-undo")
    assert ink(phone) == 0
    expect(phone.locator("#sketchpad-undo")).to_be_disabled()


def test_what_was_drawn_before_the_palm_came_stays(phone: Page) -> None:
    touch(phone, LINE)
    line = ink(phone)
    hand = Hand(phone)
    hand.palm("touchStart", PALM[0])
    hand.write()
    hand.palm("touchEnd")
    wait_for_answer(phone)
    assert palm_ink(phone) == 0
    phone.tap("#sketchpad-undo")
    assert ink(phone) == line, "one step back, it is alone on the paper"


def test_a_palm_that_the_system_takes_away_for_the_pen_leaves_nothing(phone: Page) -> None:
    hand = Hand(phone)
    hand.palm("touchStart", PALM[0])
    hand.palm("touchCancel")
    expect(phone.locator("#sketchpad")).to_have_attribute("data-pen", "up")
    assert palm_ink(phone) > 0, "it may have been a finger"
    hand.write()
    assert wait_for_answer(phone)["label"] == "7"
    assert palm_ink(phone) == 0
    phone.tap("#sketchpad-undo")
    assert ink(phone) == 0


def test_a_touch_while_the_pen_hovers_is_a_palm(phone: Page) -> None:
    hand = Hand(phone)
    hand.pen("hover", 0.3, 0.2)
    hand.palm("touchStart", PALM[0])
    hand.palm("touchMove", PALM[1])
    hand.palm("touchEnd")
    hand.write()
    assert wait_for_answer(phone)["label"] == "7"
    assert palm_ink(phone) == 0
    phone.tap("#sketchpad-undo")
    expect(phone.locator("#sketchpad-undo")).to_be_disabled()


def test_a_pen_takes_over_on_the_pad_of_a_taught_symbol_too(phone: Page) -> None:
    phone.get_by_role("tab", name="Teach").tap()
    pad = "#teach canvas >> nth=0"
    phone.locator(pad).scroll_into_view_if_needed()
    hand = Hand(phone, pad)
    hand.palm("touchStart", PALM[0])
    hand.palm("touchMove", PALM[1])
    hand.write()
    hand.palm("touchEnd")
    phone.wait_for_function("document.querySelector('#teach canvas').dataset.revision > 2")
    assert palm_ink(phone, pad) == 0
