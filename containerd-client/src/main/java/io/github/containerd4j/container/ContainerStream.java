package io.github.containerd4j.container;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

import io.github.containerd4j.ResultStream;
import io.github.containerd4j.UnimplementedException;

/**
 * A streamed listing that is replaced by another one if the daemon has no such call,
 * which it tells before the first result.
 */
final class ContainerStream implements ResultStream<Container> {

	private final ResultStream<Container> stream;

	private final Supplier<Iterator<Container>> replacement;

	private Iterator<Container> current;

	private boolean begun;

	ContainerStream(ResultStream<Container> stream, Supplier<Iterator<Container>> replacement) {
		this.stream = stream;
		this.replacement = replacement;
		this.current = stream;
	}

	@Override
	public boolean hasNext() {
		return this.begun ? this.current.hasNext() : begin();
	}

	private boolean begin() {
		this.begun = true;
		try {
			return this.current.hasNext();
		}
		catch (UnimplementedException ex) {
			this.current = this.replacement.get();
			return this.current.hasNext();
		}
	}

	@Override
	public Container next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		return this.current.next();
	}

	@Override
	public void close() {
		this.begun = true;
		this.current = Collections.emptyIterator();
		this.stream.close();
	}

}
