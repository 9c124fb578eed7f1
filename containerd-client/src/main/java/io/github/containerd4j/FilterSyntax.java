package io.github.containerd4j;

/**
 * Checks the grammar of a filter: selectors joined by commas, each a field path, alone or
 * followed by an operator and a value. containerd answers a bad filter with
 * INVALID_ARGUMENT, but for event subscriptions only with UNKNOWN, so it is found here.
 */
final class FilterSyntax {

	private final String text;

	private int position;

	private FilterSyntax(String text) {
		this.text = text;
	}

	static void check(String text) {
		new FilterSyntax(text).selectors();
	}

	private void selectors() {
		if (this.text.isBlank()) {
			throw invalid("it must not be empty");
		}
		selector();
		while (this.position < this.text.length()) {
			expect(',');
			selector();
		}
	}

	private void selector() {
		fieldPath();
		if (this.position == this.text.length() || peek() == ',') {
			return;
		}
		boolean expression = operator();
		value(expression);
	}

	private void fieldPath() {
		field();
		while (this.position < this.text.length() && peek() == '.') {
			this.position++;
			field();
		}
	}

	private void field() {
		if (this.position < this.text.length() && peek() == '"') {
			quoted('"');
			return;
		}
		int start = this.position;
		while (this.position < this.text.length() && isNameCharacter(peek())) {
			this.position++;
		}
		if (start == this.position) {
			throw invalid("a field name is expected at position " + (start + 1));
		}
	}

	private boolean operator() {
		for (String operator : new String[] { "==", "!=", "~=" }) {
			if (this.text.startsWith(operator, this.position)) {
				this.position += 2;
				return operator.equals("~=");
			}
		}
		throw invalid("==, != or ~= is expected at position " + (this.position + 1));
	}

	private void value(boolean expression) {
		if (this.position == this.text.length()) {
			throw invalid("a value is expected at its end");
		}
		char first = peek();
		if (first == '"' || (expression && (first == '/' || first == '|'))) {
			quoted(first);
			return;
		}
		if (first == '/' || first == '|') {
			throw invalid("a value that starts with " + first + " must be in double quotes");
		}
		int start = this.position;
		while (this.position < this.text.length() && peek() != ',' && !Character.isWhitespace(peek())) {
			this.position++;
		}
		if (start == this.position || first == '\'') {
			throw invalid("a value is expected at position " + (start + 1) + "; only double quotes quote");
		}
	}

	private void quoted(char quote) {
		int start = this.position++;
		while (this.position < this.text.length()) {
			char character = peek();
			this.position++;
			if (character == quote) {
				return;
			}
			if (character == '\\') {
				this.position++;
			}
		}
		throw invalid("the quote at position " + (start + 1) + " is not closed");
	}

	private void expect(char character) {
		if (peek() != character) {
			throw invalid("'" + character + "' is expected at position " + (this.position + 1));
		}
		this.position++;
	}

	private char peek() {
		return this.text.charAt(this.position);
	}

	private static boolean isNameCharacter(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || character == '_';
	}

	private InvalidArgumentException invalid(String reason) {
		return InvalidArgumentException.of("filter", this.text, reason);
	}

}
