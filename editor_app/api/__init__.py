"""The portal over HTTP. client.py knows transport and status codes, the resource files know paths, nobody else knows either."""
