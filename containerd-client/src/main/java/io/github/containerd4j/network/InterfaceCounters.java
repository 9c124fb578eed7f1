package io.github.containerd4j.network;

/**
 * What went through an interface since it was made, as the kernel counts it.
 *
 * @param receivedBytes bytes that came in
 * @param receivedPackets packets that came in
 * @param receivedErrors packets that came in damaged
 * @param receivedDropped packets that came in and were thrown away
 * @param sentBytes bytes that went out
 * @param sentPackets packets that went out
 * @param sentErrors packets that could not be sent
 * @param sentDropped packets that were thrown away instead of being sent
 * @since 0.1.0
 */
public record InterfaceCounters(long receivedBytes, long receivedPackets, long receivedErrors, long receivedDropped,
		long sentBytes, long sentPackets, long sentErrors, long sentDropped) {

	static final InterfaceCounters NONE = new InterfaceCounters(0, 0, 0, 0, 0, 0, 0, 0);

	// Columns of /proc/net/dev, see net/core/net-procfs.c: eight of what came in, eight
	// of what went out.
	private static final int SENT = 8;

	/**
	 * Reads the numbers of a line of {@code /proc/net/dev}.
	 * @param numbers what follows the name of the interface
	 */
	static InterfaceCounters parse(String numbers) {
		String[] fields = numbers.strip().split("\\s+");
		return (fields.length < SENT + 4) ? NONE
				: new InterfaceCounters(number(fields, 0), number(fields, 1), number(fields, 2), number(fields, 3),
						number(fields, SENT), number(fields, SENT + 1), number(fields, SENT + 2),
						number(fields, SENT + 3));
	}

	private static long number(String[] fields, int index) {
		return Long.parseUnsignedLong(fields[index]);
	}

}
