package io.github.containerd4j.registry;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.containerd4j.content.Descriptor;

/**
 * One place that a blob can be fetched from.
 *
 * @param requests sends requests there
 * @param uri the address; how the host is spoken to may be known only later
 * @param target what is told of failures
 * @param blob the blob
 * @param scopes what a token must allow
 */
record BlobOrigin(Requests requests, Supplier<URI> uri, Target target, Descriptor blob, Set<String> scopes) {

	private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

	/**
	 * Asks for the bytes from a position.
	 * @param position the first byte wanted
	 * @return the answer, whose body begins there or, if the host ignores ranges, with
	 * the first byte of the blob
	 */
	Answer open(long position) throws IOException, InterruptedException, TransientFailure {
		Call call = Call.of("GET", this.uri.get(), this.scopes).asVerified();
		if (position > 0) {
			call = call.with("Range", "bytes=" + position + "-");
		}
		Answer answer = this.requests.send(call, this.target, Set.of(200, 206, 416));
		try {
			check(answer, position);
			return answer;
		}
		catch (RuntimeException ex) {
			answer.close();
			throw ex;
		}
	}

	private void check(Answer answer, long position) {
		switch (answer.status()) {
			case 200 -> requireSize(answer.contentLength());
			case 206 -> requireRange(answer, position);
			default ->
				throw this.target.integrity("has fewer than " + position + " bytes of a blob of " + this.blob.size());
		}
	}

	private void requireSize(long size) {
		if (size >= 0 && size != this.blob.size()) {
			throw this.target.integrity("sends " + size + " bytes for a blob of " + this.blob.size());
		}
	}

	private void requireRange(Answer answer, long position) {
		Matcher range = CONTENT_RANGE.matcher(answer.header("Content-Range").orElse(""));
		if (!range.matches() || Long.parseLong(range.group(1)) != position) {
			throw this.target.integrity("sends another range than the one from byte " + position);
		}
		if (!range.group(3).equals("*")) {
			requireSize(Long.parseLong(range.group(3)));
		}
	}

	/**
	 * How many bytes at the beginning of the body come before the position.
	 */
	static long surplus(Answer answer, long position) {
		return (answer.status() == 200) ? position : 0;
	}

}
