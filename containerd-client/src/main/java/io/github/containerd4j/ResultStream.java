package io.github.containerd4j;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Results that arrive while they are read, for listings of any length in bounded memory:
 * the daemon is asked for more only as fast as this is read.
 * <p>
 * For one reader at a time. Reading blocks until the next result is there, at most for
 * the request timeout. Whoever opens a stream closes it; reading it to its end closes it
 * too. Closing early cancels the call.
 *
 * @param <T> the type of the results
 * @since 0.1.0
 */
public interface ResultStream<T> extends Iterator<T>, AutoCloseable {

	/**
	 * Cancels the call if it is still running. Closing twice has no effect.
	 */
	@Override
	void close();

	/**
	 * Reads everything that is left and closes.
	 * @return the results, in the order of the daemon
	 * @throws ContainerdException if the call fails
	 */
	default List<T> toList() {
		try (this) {
			List<T> results = new ArrayList<>();
			forEachRemaining(results::add);
			return results;
		}
	}

	/**
	 * What is left as a sequential stream, which must be closed when it is not read to
	 * its end.
	 * @return the stream
	 */
	default Stream<T> stream() {
		Spliterator<T> spliterator = Spliterators.spliteratorUnknownSize(this,
				Spliterator.ORDERED | Spliterator.NONNULL);
		return StreamSupport.stream(spliterator, false).onClose(this::close);
	}

}
