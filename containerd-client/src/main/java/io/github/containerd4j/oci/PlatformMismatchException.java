package io.github.containerd4j.oci;

import java.util.List;
import java.util.stream.Collectors;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.NotFoundException;

/**
 * The image is there, but not for the platform that was asked for. The message lists what
 * it offers.
 *
 * @since 0.1.0
 */
public class PlatformMismatchException extends NotFoundException {

	private static final long serialVersionUID = 1L;

	private final transient List<Platform> offered;

	/**
	 * Creates an exception.
	 * @param image the name or digest of the image
	 * @param wanted the platforms that were asked for
	 * @param offered the platforms that the image offers
	 */
	public PlatformMismatchException(String image, PlatformMatcher wanted, List<Platform> offered) {
		this(image, wanted, offered, new Failure("resolve", "image", image, null, ErrorCode.NOT_FOUND));
	}

	private PlatformMismatchException(String image, PlatformMatcher wanted, List<Platform> offered, Failure failure) {
		super(failure.describe() + ": no manifest for " + wanted + ", the image offers " + describe(offered), failure,
				null);
		this.offered = List.copyOf(offered);
	}

	/**
	 * The platforms that the image offers.
	 * @return the platforms; empty if the image names none
	 */
	public List<Platform> offered() {
		return this.offered;
	}

	private static String describe(List<Platform> offered) {
		return offered.isEmpty() ? "none" : offered.stream().map(Platform::toString).collect(Collectors.joining(", "));
	}

}
