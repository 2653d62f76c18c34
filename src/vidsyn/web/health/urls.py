"""The addresses of the health page and of what can be done there."""

from django.urls import path

from vidsyn.web.health import views, work

app_name = "health"
urlpatterns = [
    path("", views.health_page, name="health"),
    path("work/retry/", work.retry_all, name="work_retry_all"),
    path("work/<uuid:work_id>/retry/", work.retry, name="work_retry"),
    path("work/<uuid:work_id>/forget/", work.forget, name="work_forget"),
]
