package io.github.containerd4j.spec;

import java.util.Map;
import java.util.TreeMap;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * What a container may use of the machine. What is not set here has no limit in a new
 * container, and stays as it is in a running one. The runtime translates to the control
 * groups that the host has, version 1 or 2. Immutable.
 * <p>
 * Limits are checked before anything is sent: with less than the minimum, a container
 * would be killed while it starts, or the kernel would refuse the number with an error
 * that names no limit.
 *
 * @since 0.1.0
 */
public final class Resources {

	/** The smallest limit of memory, in bytes: the runtime itself needs some to start. */
	public static final long MINIMUM_MEMORY = 6L * 1024 * 1024;

	/** No limit, for memory with swap and processes. */
	public static final long UNLIMITED = -1;

	private static final Resources NONE = new Resources(SpecDocument.empty());

	private static final Map<String, Map<String, Object>> NO_LIMITS = Map.of("memory",
			Map.of("limit", UNLIMITED, "swap", UNLIMITED), "cpu",
			Map.of("quota", UNLIMITED, "period", 100_000L, "shares", 1024L), "pids", Map.of("limit", UNLIMITED));

	private final SpecDocument document;

	private Resources(SpecDocument document) {
		this.document = document;
	}

	/**
	 * No limits.
	 * @return the resources
	 */
	public static Resources none() {
		return NONE;
	}

	/**
	 * Starts without limits.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder(SpecDocument.empty());
	}

	/**
	 * The limits that a runtime spec has, with the rules for devices that stand there
	 * too.
	 */
	@SuppressWarnings("unchecked")
	static Resources of(SpecDocument runtimeSpec) {
		return new Resources(new SpecDocument(runtimeSpec.find("/linux/resources")
			.filter(Map.class::isInstance)
			.map((found) -> (Map<String, Object>) found)
			.orElseGet(TreeMap::new)));
	}

	/**
	 * Reads the limits of a container.
	 * @param runtimeSpec its runtime spec
	 * @return the limits that it was given
	 * @throws InvalidArgumentException if it is no runtime spec in JSON
	 */
	public static Resources of(TypedValue runtimeSpec) {
		Resources all = of(SpecDocument.of(runtimeSpec));
		all.document.remove("/devices");
		return all;
	}

	/**
	 * Those of these limits that others name too; where these say nothing, what means no
	 * limit.
	 * @param others the others
	 * @return what takes the others back
	 */
	public Resources insteadOf(Resources others) {
		Map<String, Object> own = toMap();
		SpecDocument back = SpecDocument.empty();
		others.toMap().forEach((group, names) -> {
			if (own.get(group) != null || NO_LIMITS.containsKey(group)) {
				Map<String, Object> values = new TreeMap<>(NO_LIMITS.getOrDefault(group, Map.of()));
				if (own.get(group) instanceof Map<?, ?> kept) {
					kept.forEach((name, value) -> values.put(String.valueOf(name), value));
				}
				if (names instanceof Map<?, ?> changed) {
					values.keySet().retainAll(changed.keySet());
				}
				back.set("/" + JsonPointer.escaped(group), values);
			}
		});
		return new Resources(back);
	}

	/**
	 * Starts with these limits.
	 * @return the builder
	 */
	public Builder toBuilder() {
		return new Builder(this.document.copy());
	}

	/**
	 * These limits, and others where these say nothing. The limits of memory, with swap
	 * and reservation, belong together: one here leaves out all of the others.
	 * @param others the other limits
	 * @return the limits
	 */
	public Resources orElse(Resources others) {
		SpecDocument merged = others.document.copy();
		toMap().forEach((group, own) -> {
			String pointer = "/" + group;
			if (own instanceof Map<?, ?> limits && !group.equals("memory")) {
				limits
					.forEach((name, limit) -> merged.set(pointer + "/" + JsonPointer.escaped(name.toString()), limit));
			}
			else {
				merged.set(pointer, own);
			}
		});
		return new Resources(merged);
	}

	/**
	 * The limit of memory.
	 * @return bytes; {@code null} for no limit
	 */
	public @Nullable Long memory() {
		return number("/memory/limit");
	}

	/**
	 * The number of processors.
	 * @return processors, with fractions; {@code null} for no limit
	 */
	public @Nullable Double cpus() {
		Long quota = number("/cpu/quota");
		Long period = number("/cpu/period");
		return (quota != null && period != null) ? (double) quota / period : null;
	}

	/**
	 * The limit of processes and threads.
	 * @return the number; {@code null} for no limit
	 */
	public @Nullable Long pids() {
		return number("/pids/limit");
	}

	private @Nullable Long number(String pointer) {
		return this.document.find(pointer)
			.filter(Number.class::isInstance)
			.map((n) -> ((Number) n).longValue())
			.orElse(null);
	}

	/**
	 * These limits with others over them.
	 */
	Resources with(Resources others) {
		return new Resources(new SpecDocument(merged(toMap(), others.toMap())));
	}

	private static Map<String, Object> merged(Map<String, Object> lower, Map<String, Object> upper) {
		upper.forEach((name, value) -> lower.merge(name, value, Resources::merged));
		return lower;
	}

	@SuppressWarnings("unchecked")
	private static Object merged(Object lower, Object upper) {
		return (lower instanceof Map && upper instanceof Map)
				? merged((Map<String, Object>) lower, (Map<String, Object>) upper) : upper;
	}

	boolean isEmpty() {
		return toMap().isEmpty();
	}

	Map<String, Object> toMap() {
		return JsonTree.parse(toJson());
	}

	/**
	 * The limits as the runtime spec has them under {@code linux.resources}.
	 * @return JSON
	 */
	public String toJson() {
		return this.document.toJson();
	}

	/**
	 * The limits as containerd takes them to update a task.
	 * @return JSON of the type {@link TypedValue#LINUX_RESOURCES}
	 */
	public TypedValue toTypedValue() {
		return this.document.toTypedValue(TypedValue.LINUX_RESOURCES);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Resources that && toMap().equals(that.toMap());
	}

	@Override
	public int hashCode() {
		return toMap().hashCode();
	}

	@Override
	public String toString() {
		return "Resources" + toJson();
	}

	/**
	 * Builds limits. Not safe for use by many threads.
	 */
	public static final class Builder {

		private static final long PERIOD = 100_000;

		private static final double MINIMUM_CPUS = 0.01;

		private static final String SET = "[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*";

		private final SpecDocument document;

		private Builder(SpecDocument document) {
			this.document = document;
		}

		/**
		 * Bounds the processor time to that of so many processors.
		 * @param cpus processors, at least 0.01; fractions are right
		 * @return this builder
		 * @throws InvalidArgumentException if it is less
		 */
		public Builder cpus(double cpus) {
			if (!(cpus >= MINIMUM_CPUS) || cpus > Integer.MAX_VALUE) {
				throw InvalidArgumentException.of("number of processors", Double.toString(cpus),
						"it must be at least " + MINIMUM_CPUS);
			}
			return cpuQuota(Math.round(cpus * PERIOD), PERIOD);
		}

		/**
		 * Bounds the processor time in each period.
		 * @param quota microseconds of processor time, at least 1000
		 * @param period microseconds, 1000 to 1000000
		 * @return this builder
		 * @throws InvalidArgumentException if a number is out of its range
		 */
		public Builder cpuQuota(long quota, long period) {
			this.document.set("/cpu/quota", between("processor quota", quota, 1000, Long.MAX_VALUE));
			this.document.set("/cpu/period", between("processor period", period, 1000, 1_000_000));
			return this;
		}

		/**
		 * Sets the share of processor time when there is not enough for all.
		 * @param shares 2 to 262144; 1024 is what others have by default
		 * @return this builder
		 * @throws InvalidArgumentException if the number is out of this range
		 */
		public Builder cpuShares(long shares) {
			this.document.set("/cpu/shares", between("processor shares", shares, 2, 262_144));
			return this;
		}

		/**
		 * Chooses the processors.
		 * @param cpus numbers and ranges, such as {@code 0-2,7}
		 * @return this builder
		 * @throws InvalidArgumentException if it is no such list
		 */
		public Builder cpuset(String cpus) {
			this.document.set("/cpu/cpus", set("processors", cpus));
			return this;
		}

		/**
		 * Chooses the nodes of memory.
		 * @param nodes numbers and ranges, such as {@code 0,1}
		 * @return this builder
		 * @throws InvalidArgumentException if it is no such list
		 */
		public Builder cpusetMemory(String nodes) {
			this.document.set("/cpu/mems", set("memory nodes", nodes));
			return this;
		}

		/**
		 * Bounds the memory.
		 * @param bytes bytes, at least {@link #MINIMUM_MEMORY}
		 * @return this builder
		 * @throws InvalidArgumentException if it is less
		 */
		public Builder memory(long bytes) {
			this.document.set("/memory/limit", between("memory limit", bytes, MINIMUM_MEMORY, Long.MAX_VALUE));
			return this;
		}

		/**
		 * Sets how much memory the container shall keep when there is not enough for all.
		 * @param bytes bytes, at least {@link #MINIMUM_MEMORY}
		 * @return this builder
		 * @throws InvalidArgumentException if it is less
		 */
		public Builder memoryReservation(long bytes) {
			this.document.set("/memory/reservation",
					between("memory reservation", bytes, MINIMUM_MEMORY, Long.MAX_VALUE));
			return this;
		}

		/**
		 * Bounds memory and swap space together.
		 * @param bytes bytes, at least the limit of memory, which must be set too; or
		 * {@link #UNLIMITED}
		 * @return this builder
		 * @throws InvalidArgumentException if it is less than {@link #MINIMUM_MEMORY}
		 */
		public Builder memoryWithSwap(long bytes) {
			this.document.set("/memory/swap", (bytes == UNLIMITED) ? bytes
					: between("limit of memory with swap", bytes, MINIMUM_MEMORY, Long.MAX_VALUE));
			return this;
		}

		/**
		 * Sets how readily memory is swapped out. Only for control groups of version 1.
		 * @param swappiness 0 to 100
		 * @return this builder
		 * @throws InvalidArgumentException if the number is out of this range
		 */
		public Builder swappiness(int swappiness) {
			this.document.set("/memory/swappiness", between("swappiness", swappiness, 0, 100));
			return this;
		}

		/**
		 * Bounds the number of processes and threads.
		 * @param limit at least 1, or {@link #UNLIMITED}
		 * @return this builder
		 * @throws InvalidArgumentException if it is less
		 */
		public Builder pids(long limit) {
			this.document.set("/pids/limit",
					(limit == UNLIMITED) ? limit : between("limit of processes", limit, 1, Long.MAX_VALUE));
			return this;
		}

		/**
		 * Sets the share of disk time when there is not enough for all.
		 * @param weight 10 to 1000
		 * @return this builder
		 * @throws InvalidArgumentException if the number is out of this range
		 */
		public Builder ioWeight(int weight) {
			this.document.set("/blockIO/weight", between("io weight", weight, 10, 1000));
			return this;
		}

		/**
		 * Bounds the transfer from or to a disk.
		 * @param kind what is bounded
		 * @param major the major number of the disk
		 * @param minor the minor number of the disk
		 * @param rate bytes or operations in a second, at least 1
		 * @return this builder
		 * @throws InvalidArgumentException if a number is out of its range
		 */
		public Builder ioLimit(IoLimit kind, long major, long minor, long rate) {
			Map<String, Object> limit = new TreeMap<>();
			limit.put("major", between("major device number", major, 0, Integer.MAX_VALUE));
			limit.put("minor", between("minor device number", minor, 0, Integer.MAX_VALUE));
			limit.put("rate", between("io limit", rate, 1, Long.MAX_VALUE));
			this.document.add("/blockIO/" + kind.field, limit);
			return this;
		}

		/**
		 * Bounds the huge pages of a size.
		 * @param pageSize the size as the kernel writes it, such as {@code 2MB}
		 * @param bytes bytes, 0 or more
		 * @return this builder
		 * @throws InvalidArgumentException if it is no such size, or the number is
		 * negative
		 */
		public Builder hugepages(String pageSize, long bytes) {
			if (!pageSize.matches("[1-9][0-9]*[KMG]B")) {
				throw InvalidArgumentException.of("size of huge pages", pageSize, "expected a size such as 2MB or 1GB");
			}
			Map<String, Object> limit = new TreeMap<>();
			limit.put("pageSize", pageSize);
			limit.put("limit", between("limit of huge pages", bytes, 0, Long.MAX_VALUE));
			this.document.add("/hugepageLimits", limit);
			return this;
		}

		/**
		 * Writes a file of the control group as it is. Only for control groups of version
		 * 2.
		 * @param file the name of the file, such as {@code memory.high}
		 * @param value what is written
		 * @return this builder
		 * @throws InvalidArgumentException if the name leads to another directory
		 */
		public Builder unified(String file, String value) {
			if (!file.matches("[a-z0-9_]+(\\.[a-zA-Z0-9_]+)+")) {
				throw InvalidArgumentException.of("control group file", file, "expected a name such as memory.high");
			}
			this.document.set("/unified/" + file, value);
			return this;
		}

		private static Long between(String kind, long value, long minimum, long maximum) {
			if (value < minimum || value > maximum) {
				String range = (maximum == Long.MAX_VALUE) ? "at least " + minimum : minimum + " to " + maximum;
				throw InvalidArgumentException.of(kind, Long.toString(value), "it must be " + range);
			}
			return value;
		}

		private static String set(String kind, String text) {
			if (!text.matches(SET)) {
				throw InvalidArgumentException.of(kind, text, "expected numbers and ranges such as 0-2,7");
			}
			return text;
		}

		/**
		 * Checks and builds the limits.
		 * @return the limits
		 * @throws InvalidArgumentException if memory with swap is less than memory, or is
		 * set without it
		 */
		public Resources build() {
			Resources resources = new Resources(this.document.copy());
			Long swap = resources.number("/memory/swap");
			Long memory = resources.memory();
			if (swap != null && swap != UNLIMITED && (memory == null || swap < memory)) {
				throw InvalidArgumentException.of("limit of memory with swap", swap.toString(), (memory == null)
						? "it needs a limit of memory" : "it must be at least the limit of memory, " + memory);
			}
			return resources;
		}

	}

	/**
	 * What can be bounded of the transfer from and to a disk.
	 */
	public enum IoLimit {

		/** Bytes read in a second. */
		READ_BYTES("throttleReadBpsDevice"),

		/** Bytes written in a second. */
		WRITE_BYTES("throttleWriteBpsDevice"),

		/** Reading operations in a second. */
		READ_OPERATIONS("throttleReadIOPSDevice"),

		/** Writing operations in a second. */
		WRITE_OPERATIONS("throttleWriteIOPSDevice");

		private final String field;

		IoLimit(String field) {
			this.field = field;
		}

	}

}
