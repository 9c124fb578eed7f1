package io.github.containerd4j.host;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Finds files by walking from one directory to the next, each held open: {@code ..} leads
 * back to where the walk came from, not to where that directory may have been moved, and
 * a link is text that is walked from the root or from where it lies.
 */
final class WalkingResolver implements PathResolver {

	// As the kernel has it.
	private static final int MAX_LINKS = 40;

	private static final int MAX_DEPTH = 2048;

	@Override
	public OpenFile find(OpenFile root, byte[] path) throws SystemCallException {
		try (Walk walk = new Walk(root)) {
			return walk.to(path);
		}
	}

	private static final class Walk implements AutoCloseable {

		private final OpenFile root;

		private final Deque<OpenFile> passed = new ArrayDeque<>();

		private final Deque<String> rest = new ArrayDeque<>();

		private int links;

		Walk(OpenFile root) {
			this.root = root;
		}

		OpenFile to(byte[] path) throws SystemCallException {
			push(path);
			while (!this.rest.isEmpty()) {
				step(this.rest.removeFirst());
			}
			return this.passed.isEmpty() ? this.root.again() : this.passed.removeLast();
		}

		private void push(byte[] path) {
			String[] names = new String(path, StandardCharsets.ISO_8859_1).split("/");
			for (int index = names.length - 1; index >= 0; index--) {
				this.rest.addFirst(names[index]);
			}
		}

		private void step(String name) throws SystemCallException {
			if (name.equals("..")) {
				if (!this.passed.isEmpty()) {
					this.passed.removeLast().close();
				}
			}
			else if (!name.isEmpty() && !name.equals(".")) {
				enter(here().find(name.getBytes(StandardCharsets.ISO_8859_1)));
			}
		}

		private OpenFile here() {
			return this.passed.isEmpty() ? this.root : this.passed.getLast();
		}

		private void enter(OpenFile next) throws SystemCallException {
			byte[] link = linkOf(next);
			if (link == null) {
				this.passed.addLast(next);
				require(this.passed.size() <= MAX_DEPTH, Errno.ENAMETOOLONG);
				return;
			}
			require(++this.links <= MAX_LINKS, Errno.ELOOP);
			if (link.length > 0 && link[0] == '/') {
				close();
			}
			push(link);
		}

		private static byte @Nullable [] linkOf(OpenFile next) throws SystemCallException {
			boolean kept = false;
			try {
				kept = !next.status().isSymbolicLink();
				return kept ? null : next.readLink();
			}
			finally {
				if (!kept) {
					next.close();
				}
			}
		}

		private static void require(boolean condition, Errno otherwise) throws SystemCallException {
			if (!condition) {
				throw new SystemCallException("openat", otherwise.number());
			}
		}

		@Override
		public void close() {
			while (!this.passed.isEmpty()) {
				this.passed.removeLast().close();
			}
		}

	}

}
