"""Operations on one's own calendar feed and digest, and on the clean-up list."""
