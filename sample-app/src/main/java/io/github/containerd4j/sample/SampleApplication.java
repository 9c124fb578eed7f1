package io.github.containerd4j.sample;

import io.github.containerd4j.sample.cli.Commands;
import io.github.containerd4j.sample.demo.DaemonChoice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Runs one of the commands if the first argument names it, else the web application.
 */
@SpringBootApplication
public class SampleApplication {

	/**
	 * Runs the command or the application.
	 * @param args a command and its options, or the options of the application
	 */
	public static void main(String[] args) {
		Integer exitCode = Commands.run(args);
		if (exitCode != null) {
			System.exit(exitCode);
		}
		SpringApplication application = new SpringApplication(SampleApplication.class);
		application.addListeners(new DaemonChoice());
		application.run(args);
	}

}
