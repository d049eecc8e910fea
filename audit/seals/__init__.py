"""Has anybody changed the record since? Its facts as a Merkle tree, sealed outside the database."""
