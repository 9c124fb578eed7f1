package io.github.containerd4j.lease;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.rpc.CleanUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class GrpcLease implements Lease {

	private static final Logger logger = LoggerFactory.getLogger(GrpcLease.class);

	private final GrpcLeaseService leases;

	private final LeaseInfo info;

	private final AtomicBoolean closed = new AtomicBoolean();

	GrpcLease(GrpcLeaseService leases, LeaseInfo info) {
		this.leases = leases;
		this.info = info;
	}

	@Override
	public String id() {
		return this.info.id();
	}

	@Override
	public LeaseInfo info() {
		return this.info;
	}

	@Override
	public void add(LeaseResource resource) {
		this.leases.addResource(id(), resource);
	}

	@Override
	public List<LeaseResource> resources() {
		return this.leases.listResources(id());
	}

	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		CleanUp.run(this::delete);
	}

	private void delete() {
		try {
			this.leases.deleteSoon(id());
		}
		catch (NotFoundException ex) {
			logger.debug("Lease {} was gone already", id());
		}
		catch (ContainerdException ex) {
			// One line, because a daemon that is gone fails what the lease was for too.
			logger.warn("Lease {} could not be deleted, it ends {}: {}", id(),
					this.info.expiresAt().map((time) -> "at " + time).orElse("never"), ex.getMessage());
			logger.debug("Why lease {} could not be deleted", id(), ex);
		}
	}

	@Override
	public String toString() {
		return "Lease[" + id() + "]";
	}

}
