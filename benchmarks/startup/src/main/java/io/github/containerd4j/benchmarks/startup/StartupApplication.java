package io.github.containerd4j.benchmarks.startup;

import java.lang.management.ManagementFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Prints how long the JVM took until the application was ready, in milliseconds, and
 * ends.
 */
@SpringBootApplication
public class StartupApplication {

	/**
	 * Starts and ends.
	 * @param args properties of the application
	 */
	public static void main(String[] args) {
		try (var context = SpringApplication.run(StartupApplication.class, args)) {
			long started = ManagementFactory.getRuntimeMXBean().getStartTime();
			System.out.println("ready after " + (System.currentTimeMillis() - started) + " ms");
		}
	}

}
