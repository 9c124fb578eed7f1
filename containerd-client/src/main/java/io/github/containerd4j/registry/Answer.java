package io.github.containerd4j.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/**
 * The answer to one request; its body is still to be read.
 */
record Answer(HttpResponse<ResponseBody> response) implements AutoCloseable {

	int status() {
		return this.response.statusCode();
	}

	URI uri() {
		return this.response.uri();
	}

	Optional<String> header(String name) {
		return this.response.headers().firstValue(name);
	}

	List<String> headers(String name) {
		return this.response.headers().allValues(name);
	}

	/**
	 * The length of the body; -1 if it was not told, or is no number.
	 */
	long contentLength() {
		try {
			return header("Content-Length").map(Long::parseLong).orElse(-1L);
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	/**
	 * The media type without its parameters; empty if there is none.
	 */
	String mediaType() {
		String type = header("Content-Type").orElse("");
		int semicolon = type.indexOf(';');
		return ((semicolon >= 0) ? type.substring(0, semicolon) : type).strip();
	}

	ResponseBody body() {
		return this.response.body();
	}

	/**
	 * Reads the body, but not more than one byte over a limit.
	 */
	byte[] read(int limit) throws IOException {
		return body().readNBytes(limit + 1);
	}

	@Override
	public void close() {
		body().close();
	}

}
