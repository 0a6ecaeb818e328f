"""The page as a Model Context Protocol server, asked by the protocol's own client."""

import asyncio
import base64
import json
import socket
import sys
from functools import cache
from pathlib import Path

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client
from PIL import Image

from tests.tools.fuzz import is_one_sentence
from tests.tools.pictures import BAD_FILES, encoded, tall_seven
from tests.tools.running import running_app
from tests.tools.server import LEAKS, Server, files_in, multipart
from tests.tools.waiting import wait_until
from ui.shipped import DATASETS

TOOLS = ["predict", "read"]


def visit(server, ask):
    """What `ask` makes of a session with the server."""

    async def visited():
        address = f"{server.url}/gradio_api/mcp/"
        async with (
            streamable_http_client(address) as (answers, questions, _),
            ClientSession(answers, questions) as session,
        ):
            await session.initialize()
            return await ask(session)

    return asyncio.run(visited())


def call(server, tool, **arguments):
    """Whether a tool failed, and what it said."""
    answer = visit(server, lambda session: session.call_tool(tool, arguments))
    (content,) = answer.content
    return answer.isError, content.text


def data_url(data):
    return "data:image/png;base64," + base64.b64encode(data).decode()


@cache
def seven_as_data():
    return data_url(encoded(tall_seven(), "PNG"))


def uploaded(server, data):
    """The address of an uploaded file, as Gradio's own upload tool for assistants makes it."""
    body, kind = multipart(data)
    _, _, text = server.ask("/gradio_api/upload", body, **{"Content-Type": kind})
    return f"{server.url}/gradio_api/file={json.loads(text)[0]}"


def test_the_tools_are_predict_and_read_and_nothing_else_is_offered(server):
    async def all_that_is_offered(session):
        offered = await session.list_tools()
        others = await session.list_prompts(), await session.list_resources()
        return offered.tools, others[0].prompts + others[1].resources

    tools, others = visit(server, all_that_is_offered)
    assert sorted(tool.name for tool in tools) == TOOLS
    assert others == []
    for tool in tools:
        assert "picture" in tool.inputSchema["required"]
        described = tool.inputSchema["properties"]
        assert all(one["description"].endswith(".") for one in described.values()), "whole"
        assert all(name in described["dataset"]["description"] for name in DATASETS)
        assert "digit" in tool.description
        assert not LEAKS.search(tool.model_dump_json())


def test_read_answers_with_the_number_of_a_data_url(server):
    failed, text = call(server, "read", picture=seven_as_data())
    answer = json.loads(text)
    assert not failed
    assert (answer["text"], answer["reason"], answer["version"]) == ("7", None, 1)


def test_predict_answers_with_a_label_and_the_weights_that_it_comes_from(server):
    failed, text = call(server, "predict", picture=seven_as_data(), dataset="fashion-mnist")
    answer = json.loads(text)
    assert not failed
    assert len(answer["confidences"]) == 10
    assert answer["weights"].split() == ["fashion-mnist", shipped_checksum(server)]


def shipped_checksum(server):
    return json.loads(server.ask("/health")[2])["weights"]["fashion-mnist"]


@pytest.mark.parametrize("tool", TOOLS)
def test_a_file_is_read_at_the_address_that_its_upload_got(server, picture, tool):
    failed, text = call(server, tool, picture=uploaded(server, picture.read_bytes()))
    assert not failed
    answer = json.loads(text)
    assert answer["label" if tool == "predict" else "text"] == "7"


def test_a_file_of_ones_own_is_read_with_gradios_uploader(server, picture):
    program = str(Path(sys.executable).with_name("gradio"))
    uploader = StdioServerParameters(
        command=program, args=["upload-mcp", server.url, str(picture.parent)]
    )

    async def upload():
        async with (
            stdio_client(uploader) as (answers, questions),
            ClientSession(answers, questions) as session,
        ):
            await session.initialize()
            return await session.call_tool("upload_file_to_gradio", {"file": str(picture)})

    (address,) = asyncio.run(upload()).content
    failed, text = call(server, "read", picture=address.text)
    assert not failed
    assert json.loads(text)["text"] == "7"


BAD_ADDRESSES = [
    *("http://127.0.0.1:1/", "http://localhost/", "http://169.254.169.254/latest/"),
    *("http://no.such.host.invalid/gradio_api/file=/etc/passwd", "http://10.0.0.1/../app.py"),
    *(f"http://10.0.0.1/gradio_api/file=/{300 * 'a'}", "http://10.0.0.1/gradio_api/file=/%00"),
]
BAD_DATA = [
    *(data_url(make()) for make in BAD_FILES.values()),
    *("data:,", "data:image/png;base64,!", "a.png", "/a.png", ""),
]


@pytest.mark.parametrize("picture", BAD_ADDRESSES + BAD_DATA, ids=lambda picture: picture[:50])
def test_what_is_no_picture_is_one_sentence(server, picture):
    failed, text = call(server, "read", picture=picture)
    assert failed
    assert is_one_sentence(text)
    assert not LEAKS.search(text)


def test_an_unknown_data_set_is_one_sentence(server):
    failed, text = call(server, "predict", picture=seven_as_data(), dataset="letters")
    assert failed
    assert is_one_sentence(text)


def test_nothing_is_kept_of_what_assistants_send(server, picture):
    address = uploaded(server, picture.read_bytes())
    assert not call(server, "read", picture=address)[0]
    assert not files_in(server.files)
    wait_until(lambda: call(server, "read", picture=address)[0])


def test_a_data_url_never_becomes_a_file_not_even_where_the_question_fails(server):
    picture = data_url(encoded(Image.new("L", (50, 60), 255), "PNG"))
    assert not call(server, "read", picture=picture)[0]
    assert call(server, "read", picture=picture, nonsense=1)[0]
    assert call(server, "neither", picture=picture)[0]
    assert not files_in(server.files)


def test_a_question_too_long_is_refused_before_it_is_read(server):
    with socket.create_connection(server.address) as line:
        line.sendall(
            b"POST /gradio_api/mcp/ HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n"
            b"Content-Type: application/json\r\n\r\n{"
        )
        assert b" 413 " in line.recv(1000)


@pytest.mark.parametrize("path", ["sse", "messages/", "messages"])
def test_the_deprecated_transport_is_closed(server, path):
    assert server.ask(f"/gradio_api/mcp/{path}")[0] == 404
    assert server.send(f"/gradio_api/mcp/{path}", {})[0] == 404


def test_one_setting_keeps_assistants_out(tmp_path):
    with running_app(GRADIO_MCP_SERVER="False") as url:
        server = Server(url, tmp_path, tmp_path / "log")
        assert server.send("/gradio_api/mcp/", {})[0] in (404, 405)
        assert server.ask("/health")[0] == 200
