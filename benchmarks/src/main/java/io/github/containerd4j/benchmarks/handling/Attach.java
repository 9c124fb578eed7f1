package io.github.containerd4j.benchmarks.handling;

import java.util.List;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.spec.ContainerSpec;

/**
 * A function that does nothing, in the namespaces of a container. A command that does
 * nothing has to be started for the same.
 */
final class Attach implements Line {

	private static final String ID = "attach";

	private final Namespace namespace;

	private final String image;

	private List<Container> containers = List.of();

	Attach(Setting setting) {
		this.namespace = setting.namespace();
		this.image = setting.image();
	}

	@Override
	public String title() {
		return "attach an empty function";
	}

	@Override
	public String yardstick() {
		return "`nsenter` of `true`";
	}

	@Override
	public String goal() {
		return "under 10 ms";
	}

	@Override
	public int warmUps() {
		return 20;
	}

	@Override
	public void prepare() {
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder(ID).image(this.image).args("sleep", "6000").build());
		this.containers = List.of(container);
		container.start();
	}

	@Override
	public void byClient() {
		this.containers.get(0).attach(() -> Boolean.TRUE);
	}

	@Override
	public void byYardstick() throws Exception {
		String pid = Integer.toString(this.containers.get(0).initPid().orElseThrow());
		int code = new ProcessBuilder("nsenter", "-t", pid, "-n", "-u", "-i", "-m", "true").inheritIO()
			.start()
			.waitFor();
		if (code != 0) {
			throw new IllegalStateException("nsenter ended with " + code);
		}
	}

	@Override
	public void reset() {
		// Neither changes anything.
	}

	@Override
	public void close() {
		this.containers.forEach((container) -> container.delete(DeleteOptions.defaults().withForce()));
	}

}
