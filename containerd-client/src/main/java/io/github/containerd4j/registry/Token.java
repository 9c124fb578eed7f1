package io.github.containerd4j.registry;

import java.nio.charset.StandardCharsets;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * A token for some scopes.
 *
 * @param value the token
 * @param expires when it is not used any more, as of {@link System#nanoTime()}
 */
record Token(String value, long expires) {

	// What the specification says where a server says nothing.
	private static final long DEFAULT_SECONDS = 60;

	private static final long MAX_SECONDS = 86_400;

	/** For the way of a request, and for clocks that differ. */
	private static final long MARGIN_SECONDS = 10;

	static Token parse(byte[] body) throws MalformedTokenException {
		try {
			JsonObject json = JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonObject();
			String value = text(json, "token");
			String token = value.isEmpty() ? text(json, "access_token") : value;
			// Anything else could not be sent in a header.
			if (!token.matches("[\\x21-\\x7e]+")) {
				throw new MalformedTokenException("there is no token in its answer");
			}
			return new Token(token, System.nanoTime() + lifetime(json) * 1_000_000_000L);
		}
		catch (JsonParseException | IllegalStateException | NumberFormatException ex) {
			throw new MalformedTokenException("its answer is no JSON with a token");
		}
	}

	private static long lifetime(JsonObject json) {
		JsonElement element = json.get("expires_in");
		long seconds = (element != null && element.isJsonPrimitive()) ? element.getAsLong() : DEFAULT_SECONDS;
		// A token that lives for less than the margin is used for half of its life.
		long bounded = Math.min(Math.max(seconds, 0), MAX_SECONDS);
		return Math.max(bounded / 2, bounded - MARGIN_SECONDS);
	}

	private static String text(JsonObject json, String name) {
		JsonElement value = json.get(name);
		return (value != null && value.isJsonPrimitive()) ? value.getAsString() : "";
	}

	boolean isExpired() {
		return System.nanoTime() - this.expires >= 0;
	}

	/**
	 * Nothing of the token.
	 */
	@Override
	public String toString() {
		return "Token[***]";
	}

}
