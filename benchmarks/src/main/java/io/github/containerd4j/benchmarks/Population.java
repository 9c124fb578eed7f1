package io.github.containerd4j.benchmarks;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerService;

/**
 * Containers with specs of a realistic size, in one namespace for each number.
 */
final class Population {

	/** The numbers of containers that the listings are measured with. */
	static final int[] SIZES = { 100, 1_000, 10_000 };

	// Specs of running systems have 5 to 10 KB: the default mounts and paths, and some
	// environment.
	private static final int SPEC_SIZE = 7_500;

	private static final int THREADS = 16;

	private Population() {
	}

	static String namespace(int containers) {
		return "containers-" + containers;
	}

	static String id(int index) {
		return "container-%05d".formatted(index);
	}

	static void create(ContainerdClient client) throws InterruptedException, ExecutionException {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			for (int size : SIZES) {
				ContainerService containers = client.namespace(namespace(size)).containers();
				for (Future<?> creation : IntStream.range(0, size)
					.mapToObj((index) -> executor.submit(() -> containers.create(container(index))))
					.toList()) {
					creation.get();
				}
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static ContainerInfo container(int index) {
		return ContainerInfo.builder(id(index))
			.image("docker.io/library/busybox:local")
			.label("io.kubernetes.pod.name", "pod-" + index)
			.label("io.kubernetes.pod.namespace", "benchmark")
			.snapshot("overlayfs", id(index))
			.spec(TypedValue.json(TypedValue.RUNTIME_SPEC, spec(index)))
			.build();
	}

	private static String spec(int index) {
		StringBuilder spec = new StringBuilder(SPEC_SIZE + 100).append(
				"{\"ociVersion\":\"1.1.0\",\"root\":{\"path\":\"rootfs\"},\"process\":{\"args\":[\"sleep\"],\"env\":[\"ID=")
			.append(index)
			.append('"');
		for (int i = 0; spec.length() < SPEC_SIZE; i++) {
			spec.append(",\"VARIABLE_").append(i).append("=/some/path/in/container/").append(index).append('"');
		}
		return spec.append("]}}").toString();
	}

}
