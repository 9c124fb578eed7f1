package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that names a process of a machine since its boot, so that others can tell later
 * whether it still lives. Processes on other machines, or in other PID namespaces, count
 * as living.
 *
 * @since 0.1.0
 */
public final class ProcessMark {

	private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

	private static final Pattern TEXT = Pattern.compile("(\\S+) (\\d+) (\\d+) (\\d+)");

	private ProcessMark() {
	}

	/**
	 * The mark of this process.
	 * @return the text; empty where the system does not tell, as other than Linux does
	 * not
	 */
	public static String current() {
		try {
			DirectoryOwner owner = DirectoryOwner.current();
			return boot() + " " + owner.pidNamespace() + " " + owner.pid() + " " + owner.startTime();
		}
		catch (IOException ex) {
			return "";
		}
	}

	private static String boot() throws IOException {
		return Files.readString(BOOT).strip();
	}

	/**
	 * Whether a process is known to have ended.
	 * @param mark its mark
	 * @return {@code false} also where that cannot be known
	 */
	public static boolean isDead(String mark) {
		Matcher matcher = TEXT.matcher(mark);
		try {
			return matcher.matches() && matcher.group(1).equals(boot()) && owner(matcher).isDead();
		}
		catch (IOException | NumberFormatException ex) {
			return false;
		}
	}

	private static DirectoryOwner owner(Matcher matcher) {
		return new DirectoryOwner(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)),
				Long.parseLong(matcher.group(4)));
	}

}
