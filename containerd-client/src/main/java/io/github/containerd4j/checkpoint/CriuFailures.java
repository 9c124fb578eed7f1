package io.github.containerd4j.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells failures of CRIU from others. They have no class of their own: the shim passes on
 * what runc said.
 */
final class CriuFailures {

	private static final Logger logger = LoggerFactory.getLogger(CriuFailures.class);

	private static final String MISSING = "executable file not found";

	private static final Pattern LOG = Pattern.compile("(?:path=|log file:)\\s*(/\\S+\\.log)");

	private static final int LOG_LINES = 3;

	private static final String ADVICE = "; \"criu check\" on the daemon's host tells whether CRIU fits the kernel: "
			+ "CRIU 3 fails on newer ones, 4 and later work; it also needs iptables-restore on the search path, and "
			+ "refuses TCP connections, terminals and file locks unless the options allow them";

	private CriuFailures() {
	}

	/**
	 * The exception to throw.
	 * @param verb what CRIU was to do
	 * @param cause the daemon's answer
	 * @return the same exception if it has nothing to do with CRIU
	 */
	static ContainerdException of(String verb, ContainerdException cause) {
		String text = String.valueOf(cause.getMessage());
		if (!text.toLowerCase(Locale.ROOT).contains("criu")) {
			return cause;
		}
		Failure tried = cause.failure();
		Failure failure = new Failure(tried.operation(), tried.kind(), tried.id(), tried.namespace(),
				ErrorCode.FAILED_PRECONDITION);
		String told = text.startsWith(tried.describe()) ? text : tried.describe() + ": " + text;
		return new CriuException(told + explanation(verb, text), failure, cause);
	}

	private static String explanation(String verb, String text) {
		if (text.contains(MISSING)) {
			return "; there is no criu on the search path of the daemon, which cannot " + verb
					+ " processes without it: install the package criu on its host, or start the daemon with a PATH "
					+ "that has it";
		}
		Matcher log = LOG.matcher(text);
		return (log.find() ? errors(Path.of(log.group(1))) : "") + ADVICE;
	}

	/**
	 * The last errors in CRIU's log, if the daemon's file is ours too.
	 */
	private static String errors(Path log) {
		try {
			List<String> errors = Files.readString(log, StandardCharsets.ISO_8859_1)
				.lines()
				.filter((line) -> line.contains("Error"))
				.map(String::strip)
				.toList();
			List<String> last = errors.subList(Math.max(0, errors.size() - LOG_LINES), errors.size());
			return last.isEmpty() ? "" : last.stream().collect(Collectors.joining(" | ", "; its log says: ", ""));
		}
		catch (IOException ex) {
			logger.trace("There is no {} here", log, ex);
			return "";
		}
	}

}
