package io.github.containerd4j.image;

import java.time.Duration;
import java.util.UUID;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.lease.LeaseInfo;
import io.github.containerd4j.lease.LeaseOptions;
import io.github.containerd4j.lease.LeaseResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease of one transfer. Its identifier is known before it exists, so it goes even if
 * making it was interrupted.
 */
final class TransferLease implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TransferLease.class);

	private final Namespace namespace;

	private final LeaseOptions options;

	private final String id;

	private volatile boolean asked;

	TransferLease(Namespace namespace, TransferSubject subject, Duration expiry) {
		this.namespace = namespace;
		this.id = UUID.randomUUID().toString();
		this.options = LeaseOptions.defaults()
			.withId(this.id)
			.withExpiry(expiry)
			.withLabel(LeaseInfo.OPERATION_LABEL, subject.operation())
			.withLabel(LeaseInfo.IMAGE_LABEL, subject.image());
	}

	void open() {
		this.asked = true;
		this.namespace.leases().create(this.options);
	}

	/**
	 * The namespace whose services work under this lease.
	 */
	Namespace namespace() {
		return this.namespace.withLease(this.id);
	}

	/**
	 * Keeps content, and all that it refers to, until the end of the transfer.
	 */
	void hold(Descriptor content) {
		this.namespace.leases().addResource(this.id, LeaseResource.content(content.digest()));
	}

	@Override
	public void close() {
		if (!this.asked) {
			return;
		}
		try {
			this.namespace.withTimeout(Duration.ofSeconds(10)).leases().delete(this.id);
		}
		catch (NotFoundException ex) {
			logger.debug("Lease {} was gone already", this.id);
		}
		catch (ContainerdException ex) {
			// One line, because a daemon that is gone fails the transfer too.
			logger.warn("Lease {} could not be deleted, it ends by itself when it expires: {}", this.id,
					ex.getMessage());
			logger.debug("Why lease {} could not be deleted", this.id, ex);
		}
	}

}
