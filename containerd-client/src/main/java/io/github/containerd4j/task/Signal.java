package io.github.containerd4j.task;

import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

import io.github.containerd4j.InvalidArgumentException;

/**
 * A signal of Linux. The numbers are those of x86 and ARM machines, which the processors
 * that containerd is built for share; a daemon takes them as they are.
 *
 * @param number the number, 1 to 64
 * @since 0.1.0
 */
public record Signal(int number) {

	/** The terminal was closed; many servers read their configuration again. */
	public static final Signal HUP = new Signal(1);

	/** Interrupt from the keyboard. */
	public static final Signal INT = new Signal(2);

	/** Quit, with a core dump. */
	public static final Signal QUIT = new Signal(3);

	/** Ends a process at once; it can't be caught. */
	public static final Signal KILL = new Signal(9);

	/** For whatever the program uses it. */
	public static final Signal USR1 = new Signal(10);

	/** For whatever the program uses it. */
	public static final Signal USR2 = new Signal(12);

	/** Asks a process to end: the default way to stop a container. */
	public static final Signal TERM = new Signal(15);

	/** Goes on after a stop. */
	public static final Signal CONT = new Signal(18);

	/** Stops a process without ending it; it can't be caught. */
	public static final Signal STOP = new Signal(19);

	/** The size of the terminal has changed. */
	public static final Signal WINCH = new Signal(28);

	private static final int LAST = 64;

	// The C library keeps 32 and 33 for itself.
	private static final int FIRST_REAL_TIME = 34;

	// Source: signal(7) of the Linux manual, columns for x86 and ARM.
	private static final Map<String, Integer> NUMBERS = Map.ofEntries(Map.entry("HUP", 1), Map.entry("INT", 2),
			Map.entry("QUIT", 3), Map.entry("ILL", 4), Map.entry("TRAP", 5), Map.entry("ABRT", 6), Map.entry("BUS", 7),
			Map.entry("FPE", 8), Map.entry("KILL", 9), Map.entry("USR1", 10), Map.entry("SEGV", 11),
			Map.entry("USR2", 12), Map.entry("PIPE", 13), Map.entry("ALRM", 14), Map.entry("TERM", 15),
			Map.entry("STKFLT", 16), Map.entry("CHLD", 17), Map.entry("CONT", 18), Map.entry("STOP", 19),
			Map.entry("TSTP", 20), Map.entry("TTIN", 21), Map.entry("TTOU", 22), Map.entry("URG", 23),
			Map.entry("XCPU", 24), Map.entry("XFSZ", 25), Map.entry("VTALRM", 26), Map.entry("PROF", 27),
			Map.entry("WINCH", 28), Map.entry("IO", 29), Map.entry("PWR", 30), Map.entry("SYS", 31));

	private static final Map<String, Integer> OTHER_NAMES = Map.of("IOT", 6, "CLD", 17, "POLL", 29, "RTMIN",
			FIRST_REAL_TIME, "RTMAX", LAST);

	private static final Map<Integer, String> NAMES = NUMBERS.entrySet()
		.stream()
		.collect(Collectors.toUnmodifiableMap(Entry::getValue, Entry::getKey));

	/**
	 * Checks the number.
	 * @param number the number
	 * @throws InvalidArgumentException if it is not between 1 and 64
	 */
	public Signal {
		if (number < 1 || number > LAST) {
			throw InvalidArgumentException.of("signal", Integer.toString(number), "the numbers are 1 to " + LAST);
		}
	}

	/**
	 * The signal of a number.
	 * @param number the number
	 * @return the signal
	 * @throws InvalidArgumentException if it is not between 1 and 64
	 */
	public static Signal of(int number) {
		return new Signal(number);
	}

	/**
	 * Reads a signal: a name with or without {@code SIG} in any case, {@code RTMIN+n},
	 * {@code RTMAX-n}, or a number.
	 * @param text the text, such as {@code SIGTERM}, {@code term}, {@code SIGRTMIN+3} or
	 * {@code 15}
	 * @return the signal
	 * @throws InvalidArgumentException if there is no such signal
	 */
	public static Signal parse(String text) {
		String name = text.strip().toUpperCase(Locale.ROOT);
		name = name.startsWith("SIG") ? name.substring(3) : name;
		Integer number = NUMBERS.getOrDefault(name, OTHER_NAMES.get(name));
		return (number != null) ? of(number) : parseNumber(text, name);
	}

	private static Signal parseNumber(String text, String name) {
		try {
			if (name.startsWith("RTMIN+")) {
				return of(FIRST_REAL_TIME + Integer.parseUnsignedInt(name.substring(6)));
			}
			if (name.startsWith("RTMAX-")) {
				return of(LAST - Integer.parseUnsignedInt(name.substring(6)));
			}
			return of(Integer.parseInt(name));
		}
		catch (NumberFormatException ex) {
			throw InvalidArgumentException.of("signal", text, "expected a name such as SIGTERM or a number");
		}
	}

	/**
	 * The name of the signal.
	 * @return for instance {@code SIGTERM} or {@code SIGRTMIN+3}; the number for 32 and
	 * 33, which have no name
	 */
	public String name() {
		String name = NAMES.get(this.number);
		if (name != null) {
			return "SIG" + name;
		}
		if (this.number < FIRST_REAL_TIME) {
			return Integer.toString(this.number);
		}
		return (this.number > FIRST_REAL_TIME) ? "SIGRTMIN+" + (this.number - FIRST_REAL_TIME) : "SIGRTMIN";
	}

	@Override
	public String toString() {
		return name();
	}

}
