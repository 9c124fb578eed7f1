package io.github.containerd4j.embedded;

/**
 * Run as another user: says why no daemon can be started.
 */
final class StartByNobody {

	private StartByNobody() {
	}

	public static void main(String[] arguments) {
		try (EmbeddedContainerd daemon = EmbeddedContainerd.builder().start()) {
			System.out.print("started " + daemon);
		}
		catch (EmbeddedContainerdException ex) {
			System.out.print(ex.getMessage());
		}
	}

}
