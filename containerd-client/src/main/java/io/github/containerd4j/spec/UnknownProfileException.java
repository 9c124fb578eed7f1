package io.github.containerd4j.spec;

import java.util.Collection;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;

/**
 * A container names a profile that its client does not have.
 *
 * @since 0.1.0
 */
public class UnknownProfileException extends InvalidArgumentException {

	private static final long serialVersionUID = 1L;

	private final String profile;

	/**
	 * Creates an exception.
	 * @param profile the name of the profile
	 * @param known the names of all profiles that there are
	 */
	public UnknownProfileException(String profile, Collection<String> known) {
		super("unknown profile \"" + profile + "\": the client has " + (known.isEmpty() ? "none" : "only " + known),
				new Failure("find", "profile", profile, null, ErrorCode.INVALID_ARGUMENT), null);
		this.profile = profile;
	}

	/**
	 * The profile.
	 * @return its name
	 */
	public String profile() {
		return this.profile;
	}

}
