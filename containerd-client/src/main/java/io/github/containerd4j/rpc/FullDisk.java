package io.github.containerd4j.rpc;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Tells that a failure means a full disk. containerd does not classify it: the operating
 * system's words, wherever they come from, are all there is.
 */
public final class FullDisk {

	/** What to do about a disk of the daemon that is full. */
	static final String ADVICE = "; a disk of containerd's host is full: make room on the file system of containerd's"
			+ " root directory (by default /var/lib/containerd) or of its state directory (/run/containerd), for"
			+ " instance by pruning images, and try again";

	private FullDisk() {
	}

	/**
	 * Whether an error means that a file system, or what one may use of it, is full.
	 * @param message the error's text, as Go or as the JDK tells it; may be {@code null}
	 * @return whether there is no room
	 */
	public static boolean isMeantBy(@Nullable String message) {
		if (message == null) {
			return false;
		}
		String text = message.toLowerCase(Locale.ROOT);
		return text.contains("no space left on device") || text.contains("disk quota exceeded");
	}

}
