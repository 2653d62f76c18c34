"""The WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from vidsyn.later.stopping import end_with_parent
from vidsyn.storage.presence import present_for_good

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vidsyn.config.settings")
application = get_wsgi_application()

# Stop with the parent server, and block a restore while running.
end_with_parent()
present_for_good("web")

# Import all pages before the first request and freeze the result, so that garbage collection skips what is
# permanent: otherwise one page in some fifty takes a quarter of a second longer.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
# A page makes some ten thousand short-lived objects; looking for cycles once a page instead of fifteen times is enough.
gc.set_threshold(20_000, 20, 20)
