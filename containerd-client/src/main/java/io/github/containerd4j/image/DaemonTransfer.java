package io.github.containerd4j.image;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.progress.ProgressReporter;
import io.github.containerd4j.registry.RegistryCredentials;
import io.github.containerd4j.transfer.OciRegistry;
import io.github.containerd4j.transfer.RegistryResolver;
import io.github.containerd4j.transfer.TransferDestination;
import io.github.containerd4j.transfer.TransferOptions;
import io.github.containerd4j.transfer.TransferSource;
import io.github.containerd4j.transfer.TransferStream;
import org.jspecify.annotations.Nullable;

/**
 * One transfer that the daemon carries out, with the two streams that belong to it: one
 * on which it tells how far it is, and one on which it asks for credentials.
 */
final class DaemonTransfer implements AutoCloseable {

	private final Namespace namespace;

	private final TransferControl control;

	private final TransferStream progressStream;

	private final TransferStream authStream;

	private volatile boolean over;

	private DaemonTransfer(Namespace namespace, TransferControl control, TransferStream progressStream,
			TransferStream authStream) {
		this.namespace = namespace;
		this.control = control;
		this.progressStream = progressStream;
		this.authStream = authStream;
	}

	static DaemonTransfer open(Namespace namespace, TransferControl control) {
		TransferStream progress = namespace.streaming().open();
		try {
			return new DaemonTransfer(namespace, control, progress, namespace.streaming().open());
		}
		catch (RuntimeException ex) {
			progress.close();
			throw ex;
		}
	}

	/**
	 * The registry's side, with credentials that are asked for on the stream.
	 */
	OciRegistry registry(ImageReference reference, ImageSettings settings, @Nullable RegistryCredentials credentials) {
		AuthAnswers answers = new AuthAnswers(this.authStream, reference, settings.registry().credentials(),
				credentials, this.control);
		this.control.submit(() -> serve(answers));
		RegistryResolver resolver = RegistryResolver.defaults().withAuthStream(this.authStream);
		String directory = settings.hostDirectory();
		String scheme = DaemonRules.scheme(settings, reference);
		if (directory != null) {
			resolver = resolver.withHostDirectory(directory);
		}
		else if (scheme != null) {
			resolver = resolver.withDefaultScheme(scheme);
		}
		return new OciRegistry(reference.name(), resolver);
	}

	void run(TransferSource source, TransferDestination destination, ProgressReporter progress)
			throws InterruptedException {
		try (DaemonProgress steps = new DaemonProgress(this.progressStream, progress, this.control)) {
			Future<Void> reader = this.control.submit(steps);
			CompletableFuture<Void> transfer = this.namespace.transfer()
				.transferAsync(source, destination, TransferOptions.progressTo(this.progressStream));
			try {
				await(transfer);
				// The daemon ends the stream, so that the last steps are told.
				await(reader);
			}
			finally {
				transfer.cancel(true);
			}
		}
	}

	private void await(Future<Void> future) throws InterruptedException {
		try {
			future.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof ContainerdException failure) {
				throw failure;
			}
			throw this.control.subject().unknown(String.valueOf(ex.getCause()), ex.getCause());
		}
	}

	/**
	 * The daemon does not end its questions; closing their stream does.
	 */
	private boolean serve(AuthAnswers answers) {
		try {
			answers.serve();
			return true;
		}
		catch (CancelledException ex) {
			if (this.over) {
				return true;
			}
			throw ex;
		}
	}

	@Override
	public void close() {
		this.over = true;
		this.progressStream.close();
		this.authStream.close();
	}

}
