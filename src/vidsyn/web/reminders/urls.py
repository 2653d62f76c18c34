"""Addresses of Today and the calendar."""

from django.urls import path

from vidsyn.reminders.vocabulary import CleanUpMatter
from vidsyn.web.reminders import calendar, letters, views
from vidsyn.web.shell.addresses import gathered_at

app_name = "today"
gathered_at(CleanUpMatter.CLEAN_UP, "today:clean_up")
urlpatterns = [
    path("", views.today_page, name="today"),
    path("today/all/", views.all_page, name="all"),
    path("today/clean-up/", views.clean_up_page, name="clean_up"),
    path("today/clean-up/settle/", views.settle, name="settle"),
    path("calendar/", calendar.calendar_page, name="calendar"),
    path("calendar/make/", calendar.make, name="calendar_make"),
    path("calendar/revoke/", calendar.revoke, name="calendar_revoke"),
    path("letters/", letters.letters_page, name="letters"),
    path("calendar/<str:secret>.ics", calendar.feed, name="feed"),
]
