package io.github.containerd4j.interrupt;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Stops operations in a JVM of its own, to be killed.
 */
public final class OperationsByChild {

	static final String WAITING = "waiting to be killed";

	private OperationsByChild() {
	}

	/**
	 * Begins the operations.
	 * @param arguments the ends, the operation, and the calls to stop at
	 */
	public static void main(String[] arguments) throws InterruptedException {
		List<String> all = List.of(arguments);
		Operation operation = Operation.valueOf(all.get(Ends.ARGUMENTS));
		List<Integer> steps = all.stream().skip(Ends.ARGUMENTS + 1L).map(Integer::valueOf).toList();
		try (Ends ends = Ends.of(all); StoppedOperations operations = new StoppedOperations(operation, ends, steps)) {
			System.out.println(WAITING);
			new CountDownLatch(1).await();
		}
	}

}
