package io.github.containerd4j.connection;

import java.nio.file.Path;

/**
 * Run as another user: says why a socket cannot be connected.
 */
final class ConnectByNobody {

	private ConnectByNobody() {
	}

	public static void main(String[] arguments) {
		System.out.print(SocketDiagnosis.of(Path.of(arguments[0]))
			.map((diagnosis) -> diagnosis.code() + ": " + diagnosis.describe())
			.orElse("connected"));
	}

}
