package io.github.containerd4j.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Which system calls a container may make.
 *
 * @since 0.1.0
 */
public final class SeccompProfile {

	private static final SeccompProfile UNCONFINED = new SeccompProfile(null, false);

	private static final SeccompProfile DEFAULT = new SeccompProfile(null, true);

	private final @Nullable SpecDocument document;

	private final boolean containerdDefault;

	private SeccompProfile(@Nullable SpecDocument document, boolean containerdDefault) {
		this.document = document;
		this.containerdDefault = containerdDefault;
	}

	/**
	 * All of them.
	 * @return the profile
	 */
	public static SeccompProfile unconfined() {
		return UNCONFINED;
	}

	/**
	 * Those of containerd's default profile: what programs commonly need, and what the
	 * container's capabilities allow anyway.
	 * @return the profile
	 */
	public static SeccompProfile containerdDefault() {
		return DEFAULT;
	}

	/**
	 * Those of a profile in JSON, of the form that the runtime spec has under
	 * {@code linux.seccomp}.
	 * @param json the profile
	 * @return the profile
	 * @throws InvalidArgumentException if it is no JSON object, or has no
	 * {@code defaultAction}
	 */
	public static SeccompProfile json(String json) {
		return new SeccompProfile(checked("seccomp profile", null, json), false);
	}

	/**
	 * Those of a profile in a file of this machine, in JSON; see {@link #json(String)}.
	 * It is read now.
	 * @param file the file
	 * @return the profile
	 * @throws InvalidArgumentException if it cannot be read, is no JSON object, or has no
	 * {@code defaultAction}
	 */
	public static SeccompProfile file(Path file) {
		try {
			return new SeccompProfile(checked("seccomp profile", file.toString(), Files.readString(file)), false);
		}
		catch (IOException ex) {
			throw InvalidArgumentException.of("seccomp profile", file.toString(), "it cannot be read: " + ex);
		}
	}

	private static SpecDocument checked(String kind, @Nullable String name, String json) {
		try {
			SpecDocument document = SpecDocument.parse(json);
			if (document.findText("/defaultAction").isEmpty()) {
				throw InvalidArgumentException.of(kind, name, "it has no defaultAction");
			}
			return document;
		}
		catch (InvalidArgumentException ex) {
			if (ex.failure().kind().equals(kind)) {
				throw ex;
			}
			throw InvalidArgumentException.of(kind, name, String.valueOf(ex.getMessage()));
		}
	}

	boolean isContainerdDefault() {
		return this.containerdDefault;
	}

	@Nullable SpecDocument document() {
		return this.document;
	}

}
