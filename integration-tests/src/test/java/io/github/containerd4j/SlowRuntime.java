package io.github.containerd4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import org.awaitility.Awaitility;

/**
 * A program for a container's runtime that is runc, and waits at one of its commands
 * until a test lets it go on: so that what happens meanwhile happens in the middle.
 */
public final class SlowRuntime {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final Path program;

	private final Path begun;

	private final Path gate;

	private SlowRuntime(Path program, Path begun, Path gate) {
		this.program = program;
		this.begun = begun;
		this.gate = gate;
	}

	/**
	 * Makes the program.
	 * @param directory where
	 * @param command the command of runc that takes long, such as {@code exec}
	 * @return the runtime
	 */
	public static SlowRuntime in(Path directory, String command) {
		try {
			SlowRuntime runtime = new SlowRuntime(directory.resolve("runc-slow"), directory.resolve("begun"),
					directory.resolve("gate"));
			Files.writeString(runtime.program, """
					#!/bin/sh
					case " $* " in
					*" %s "*)
						touch '%s'
						while [ ! -e '%s' ] && [ -e '%s' ]; do sleep 0.02; done;;
					esac
					exec runc "$@"
					""".formatted(command, runtime.begun, runtime.gate, directory));
			Files.setPosixFilePermissions(runtime.program, PosixFilePermissions.fromString("rwxr-xr-x"));
			return runtime;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The program's path.
	 */
	public String program() {
		return this.program.toString();
	}

	/**
	 * Waits until the command has begun.
	 */
	public void awaitBegin() {
		Awaitility.await().atMost(LIMIT).until(() -> Files.exists(this.begun));
	}

	/**
	 * Lets the command go on, and all that come later.
	 */
	public void letGo() {
		try {
			Files.createFile(this.gate);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
