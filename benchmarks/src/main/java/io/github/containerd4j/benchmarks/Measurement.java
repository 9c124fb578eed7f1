package io.github.containerd4j.benchmarks;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One line of the report: a benchmark, the variant that is measured against the bare
 * stub, and under which conditions.
 *
 * @param title what the line shows
 * @param benchmark the benchmark's class
 * @param variant the method that is measured; {@code bare} is the other one
 * @param threads how many threads call at the same time
 * @param containers the size of the namespace; 0 where it is fixed
 */
record Measurement(String title, Class<?> benchmark, String variant, int threads, int containers) {

	// The heap in which 10,000 containers have to stream.
	private static final String HEAP = "-Xmx256m";

	/**
	 * Measures one variant in a JVM of its own.
	 * @param method the benchmark's method
	 * @param address where the daemon listens
	 * @return the median of one call in microseconds; with several threads calls per
	 * second
	 */
	double run(String method, String address) throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder()
			.include("\\." + this.benchmark.getSimpleName() + "\\." + method + "$")
			.forks(1)
			.threads(this.threads)
			.jvmArgs(HEAP, "-D" + Daemon.ADDRESS_PROPERTY + "=" + address)
			.mode(mode())
			.timeUnit(isThroughput() ? TimeUnit.SECONDS : TimeUnit.MICROSECONDS)
			.warmupIterations(isSingleShot() ? 1 : 3)
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(isSingleShot() ? 2 : 3)
			.measurementTime(TimeValue.seconds(1))
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT);
		if (this.containers > 0) {
			options.param("containers", String.valueOf(this.containers));
		}
		Collection<RunResult> results = new Runner(options.build()).run();
		RunResult result = results.iterator().next();
		return isThroughput() ? result.getPrimaryResult().getScore()
				: result.getPrimaryResult().getStatistics().getPercentile(50);
	}

	private Mode mode() {
		if (isSingleShot()) {
			return Mode.SingleShotTime;
		}
		return isThroughput() ? Mode.Throughput : Mode.SampleTime;
	}

	/**
	 * One run of it takes seconds and is long enough to be measured alone.
	 */
	private boolean isSingleShot() {
		return this.benchmark == EventsBenchmark.class;
	}

	boolean isThroughput() {
		return this.threads > 1;
	}

	String unit() {
		return isThroughput() ? "calls/s" : "µs";
	}

}
