package io.github.containerd4j.test;

import java.util.EnumSet;
import java.util.Set;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * One step of tidying up. It may find that the object went away by itself, that another
 * object still needs it, or that the daemon is too old to have any.
 */
@FunctionalInterface
interface Deletion {

	/** Codes that are no failure of tidying up. */
	Set<Status.Code> TOLERATED = EnumSet.of(Status.Code.NOT_FOUND, Status.Code.ALREADY_EXISTS,
			Status.Code.FAILED_PRECONDITION, Status.Code.UNIMPLEMENTED);

	void run();

	static boolean attempt(Deletion deletion) {
		try {
			deletion.run();
			return true;
		}
		catch (StatusRuntimeException ex) {
			if (TOLERATED.contains(ex.getStatus().getCode())) {
				return false;
			}
			throw ex;
		}
	}

}
