package io.github.containerd4j;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A condition on what a listing or an event subscription returns, in containerd's filter
 * language. Several filters given to one call are alternatives; the conditions inside of
 * one, joined with {@link #and(Filter)}, must all hold.
 * <p>
 * A field is a name such as {@code id} or {@code runtime.name}. A field that the service
 * does not know is simply absent, and a regular expression (RE2) that is invalid matches
 * nothing: containerd reports neither as an error.
 * <p>
 * Source: {@code pkg/filters/parser.go} of containerd 2.1; the language is the same in
 * 1.6.
 *
 * @since 0.1.0
 */
public final class Filter {

	private static final Pattern BARE_FIELD = Pattern.compile("[A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+)*");

	private final String expression;

	private Filter(String expression) {
		this.expression = expression;
	}

	/**
	 * Takes a filter in containerd's own notation, such as {@code name==x,labels."a/b"}.
	 * @param expression the text
	 * @return the filter
	 * @throws InvalidArgumentException if the text does not follow the grammar
	 */
	public static Filter parse(String expression) {
		FilterSyntax.check(expression);
		return new Filter(expression);
	}

	/**
	 * Takes several filters in containerd's own notation.
	 * @param expressions the texts
	 * @return the filters
	 * @throws InvalidArgumentException if one of the texts does not follow the grammar
	 */
	public static Filter[] parseAll(String... expressions) {
		return Arrays.stream(expressions).map(Filter::parse).toArray(Filter[]::new);
	}

	/**
	 * The field has exactly this value.
	 * @param field the name of the field
	 * @param value the value
	 * @return the filter
	 */
	public static Filter equal(String field, String value) {
		return new Filter(path(field) + "==" + quote(value));
	}

	/**
	 * The field has another value, or is absent.
	 * @param field the name of the field
	 * @param value the value
	 * @return the filter
	 */
	public static Filter notEqual(String field, String value) {
		return new Filter(path(field) + "!=" + quote(value));
	}

	/**
	 * The regular expression is found anywhere in the field's value.
	 * @param field the name of the field
	 * @param expression the expression in RE2's syntax, not anchored
	 * @return the filter
	 */
	public static Filter matches(String field, String expression) {
		return new Filter(path(field) + "~=" + quote(expression));
	}

	/**
	 * The field is present and not empty.
	 * @param field the name of the field
	 * @return the filter
	 */
	public static Filter present(String field) {
		return new Filter(path(field));
	}

	/**
	 * The object has a label with this value.
	 * @param key the label's key
	 * @param value the label's value
	 * @return the filter
	 */
	public static Filter label(String key, String value) {
		return new Filter("labels." + quote(key) + "==" + quote(value));
	}

	/**
	 * The object has a label of this key.
	 * @param key the label's key
	 * @return the filter
	 */
	public static Filter label(String key) {
		return new Filter("labels." + quote(key));
	}

	/**
	 * Both conditions hold.
	 * @param other the other condition
	 * @return the filter
	 */
	public Filter and(Filter other) {
		return new Filter(this.expression + "," + other.expression);
	}

	/**
	 * The notation that is sent to containerd.
	 * @return the text
	 */
	public String expression() {
		return this.expression;
	}

	/**
	 * The notations of several filters.
	 * @param filters the filters
	 * @return the texts
	 */
	public static List<String> expressions(Filter... filters) {
		return Arrays.stream(filters).map(Filter::expression).toList();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Filter that && this.expression.equals(that.expression);
	}

	@Override
	public int hashCode() {
		return this.expression.hashCode();
	}

	@Override
	public String toString() {
		return this.expression;
	}

	private static String path(String field) {
		if (!BARE_FIELD.matcher(field).matches()) {
			throw InvalidArgumentException.of("filter field", field,
					"expected names of letters, digits and '_' joined by dots; use label() for labels");
		}
		return field;
	}

	private static String quote(String value) {
		StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
		for (int i = 0; i < value.length(); i++) {
			char character = value.charAt(i);
			switch (character) {
				case '"', '\\' -> quoted.append('\\').append(character);
				case '\n' -> quoted.append("\\n");
				case '\r' -> quoted.append("\\r");
				case '\t' -> quoted.append("\\t");
				default -> {
					if (character < 0x20 || character == 0x7f) {
						quoted.append("\\x%02x".formatted((int) character));
					}
					else {
						quoted.append(character);
					}
				}
			}
		}
		return quoted.append('"').toString();
	}

}
