/* The one route table: navigation, the permission matrix and the description of the addresses come from it.
 * A permission of "" is anybody signed in; none at all is a public page. The rooms check again. */
#include "care/pages/site.h"

#include "care/access/page_account.h"
#include "care/access/page_sign_in.h"
#include "care/administration/page_administration.h"
#include "care/carers/page_carers.h"
#include "care/front/page_calculator.h"
#include "care/front/page_files.h"
#include "care/front/page_front.h"
#include "care/helpline/page_helpline.h"
#include "care/insight/page_figures.h"
#include "care/insight/page_measures.h"
#include "care/kept/page_kept.h"
#include "care/letter/page_letter.h"
#include "care/letter/page_letters.h"
#include "care/note/page_chronology.h"
#include "care/note/page_notes.h"
#include "care/advice/page_advice.h"
#include "care/directory/page_directory.h"
#include "care/directory/page_feed.h"
#include "care/directory/page_keeping.h"
#include "care/duplicates/page_duplicates.h"
#include "care/pages/page_common.h"
#include "care/panel/page_panel.h"
#include "care/person/page_access.h"
#include "care/person/page_facts.h"
#include "care/person/page_openings.h"
#include "care/person/page_person.h"
#include "care/person/page_search.h"
#include "care/rights/page_privacy.h"
#include "care/rights/page_retention.h"
#include "care/rights/page_sharing.h"
#include "care/rights/page_subject_access.h"
#include "care/release/release.h"
#include "care/service/page_services.h"
#include "care/upload/page_uploads.h"
#include "care/upload/upload.h"
#include "care/waiting/page_waiting.h"
#include "care/work/page_concern.h"
#include "care/work/page_duty.h"
#include "care/work/page_lists.h"
#include "care/work/page_misfile.h"
#include "care/work/page_outcome.h"
#include "care/work/page_section.h"
#include "care/work/page_work.h"

static const Route ROUTES[] = {
	/* Everybody */
	{METHOD_GET, "/", NULL, "Care and support for adults", page_front, 0},
	{METHOD_GET, "/check", NULL, "Check what help you may get", page_check_start, 0},
	{METHOD_GET, "/check/begin/{kind:code}", NULL, "Begin for a carer, for somebody else, with a worry", page_check_begin, 0},
	{METHOD_POST, "/check", NULL, "Begin a check", page_check_start_post, 0},
	{METHOD_GET, "/check/question/{question:name}", NULL, "A question of the check", page_check_question, 0},
	{METHOD_POST, "/check/question/{question:name}", NULL, "Answer a question of the check", page_check_question_post, 0},
	{METHOD_GET, "/check/help/{kind:code}", NULL, "What to do now", page_check_help, 0},
	{METHOD_GET, "/check/later", NULL, "Stop and come back later", page_check_later, 0},
	{METHOD_GET, "/check/answers", NULL, "Check what you told us", page_check_answers, 0},
	{METHOD_GET, "/check/files", NULL, "Add a photo or a letter", page_check_files, 0},
	{METHOD_POST, "/check/files", NULL, "Add a photo or a letter", page_check_files_post, UPLOAD_BODY_BYTES_MAX},
	{METHOD_POST, "/check/files/remove", NULL, "Take a file off", page_check_files_remove_post, 0},
	{METHOD_POST, "/check/send", NULL, "Send the check", page_check_send_post, 0},
	{METHOD_GET, "/check/sent", NULL, "What you sent", page_check_sent, 0},
	{METHOD_GET, "/check/result", NULL, "What help you may get", page_check_result, 0},
	{METHOD_GET, "/check/resume", NULL, "Go back to a check", page_check_resume, 0},
	{METHOD_POST, "/check/resume", NULL, "Go back to a check", page_check_resume_post, 0},
	{METHOD_GET, "/check/copy", NULL, "Send me my reference", page_check_copy, 0},
	{METHOD_POST, "/check/copy", NULL, "Send me my reference", page_check_copy_post, 0},
	{METHOD_POST, "/check/forget", NULL, "Take a check off this device", page_check_forget_post, 0},
	{METHOD_GET, "/calculator", NULL, "What you might pay", page_calculator, 0},
	{METHOD_POST, "/calculator", NULL, "What you might pay", page_calculator_post, 0},
	{METHOD_GET, "/directory", NULL, "Find help near you", page_directory, 0},
	{METHOD_GET, "/directory/{listing:id}", NULL, "Help near you", page_directory_listing, 0},
	{METHOD_GET, "/directory/{listing:id}/change", NULL, "Propose a change to an entry", page_listing_change, 0},
	{METHOD_POST, "/directory/{listing:id}/change", NULL, "Propose a change to an entry", page_listing_change_post, 0},
	{METHOD_GET, "/directory/{listing:id}/wrong", NULL, "Something is wrong here", page_listing_wrong, 0},
	{METHOD_POST, "/directory/{listing:id}/wrong", NULL, "Something is wrong here", page_listing_wrong_post, 0},
	{METHOD_GET, "/desk/directory", "directory-edit", "Directory", page_desk_directory, 0},
	{METHOD_GET, "/desk/directory/listings/{listing:id}", "directory-edit", "Entry", page_desk_listing, 0},
	{METHOD_POST, "/desk/directory/listings/{listing:id}/checked", "directory-edit", "Checked", page_desk_checked_post, 0},
	{METHOD_POST, "/desk/directory/listings/{listing:id}/code", "directory-edit", "A code", page_desk_code_post, 0},
	{METHOD_GET, "/desk/directory/proposals/{proposal:id}", "directory-edit", "Proposed change", page_desk_proposal, 0},
	{METHOD_POST, "/desk/directory/proposals/{proposal:id}/approve", "directory-edit", "Approve", page_desk_approve_post, 0},
	{METHOD_POST, "/desk/directory/proposals/{proposal:id}/reject", "directory-edit", "Reject", page_desk_reject_post, 0},
	{METHOD_POST, "/desk/directory/reports/{report:id}/settle", "directory-edit", "Settle a report", page_desk_settle_post, 0},
	{METHOD_GET, "/advice", NULL, "Advice", page_advice_list, 0},
	{METHOD_GET, "/advice/{page:code}", NULL, "A page of advice", page_advice, 0},
	{METHOD_POST, "/advice/{page:code}/useful", NULL, "Was it useful?", page_advice_answer_post, 0},
	{METHOD_GET, "/desk/advice", "directory-edit", "Advice pages", page_advice_desk, 0},
	/* For programs */
	{METHOD_GET, "/api/oruk/3.0", NULL, "About the open feed", page_feed_about, 0},
	{METHOD_GET, "/api/oruk/3.0/", NULL, "About the open feed", page_feed_about, 0},
	{METHOD_GET, "/api/oruk/3.0/services", NULL, "Open feed: services", page_feed_services, 0},
	{METHOD_GET, "/api/oruk/3.0/services/{service:uuid}", NULL, "Open feed: one of the services", page_feed_service, 0},
	{METHOD_GET, "/api/oruk/3.0/service_at_locations", NULL, "Open feed: services at places", page_feed_places, 0},
	{METHOD_GET, "/api/oruk/3.0/service_at_locations/{place:uuid}", NULL, "Open feed: one of the services at places", page_feed_place, 0},
	{METHOD_GET, "/api/oruk/3.0/organizations", NULL, "Open feed: organisations", page_feed_organizations, 0},
	{METHOD_GET, "/api/oruk/3.0/organizations/{organization:uuid}", NULL, "Open feed: one of the organisations", page_feed_organization, 0},
	{METHOD_GET, "/api/oruk/3.0/taxonomies", NULL, "Open feed: taxonomies", page_feed_taxonomies, 0},
	{METHOD_GET, "/api/oruk/3.0/taxonomies/{taxonomy:uuid}", NULL, "Open feed: one of the taxonomies", page_feed_taxonomy, 0},
	{METHOD_GET, "/api/oruk/3.0/taxonomy_terms", NULL, "Open feed: terms", page_feed_terms, 0},
	{METHOD_GET, "/api/oruk/3.0/taxonomy_terms/{term:uuid}", NULL, "Open feed: one of the terms", page_feed_term, 0},
	{METHOD_GET, "/how-are-we-doing", NULL, "How are we doing?", page_measures, 0},
	{METHOD_GET, "/how-are-we-doing/file", NULL, "Published figures as a file", page_measures_file, 0},
	{METHOD_GET, "/how-are-we-doing/{measure:code}", NULL, "A published figure", page_measure, 0},
	{METHOD_GET, "/how-are-we-doing/{measure:code}/file", NULL, "A published figure as a file", page_measure_file, 0},
	{METHOD_GET, "/theme.css", NULL, "The council's colours", page_theme, 0},
	{METHOD_GET, "/privacy", NULL, "Privacy", page_privacy, 0},
	{METHOD_GET, "/accessibility", NULL, "Accessibility", page_accessibility, 0},
	{METHOD_GET, "/sign-in", NULL, "Sign in", page_sign_in, 0},
	{METHOD_POST, "/sign-in", NULL, "Sign in", page_sign_in_post, 0},
	{METHOD_GET, "/sign-in/code", NULL, "Enter your code", page_sign_in_code, 0},
	{METHOD_POST, "/sign-in/code", NULL, "Enter your code", page_sign_in_code_post, 0},
	{METHOD_GET, "/start", "", "Begin", page_start, 0},
	{METHOD_GET, "/account", "", "Your account", page_account, 0},
	{METHOD_POST, "/account/password", "", "Change your password", page_account_password_post, 0},
	{METHOD_POST, "/account/sessions", "", "Sign out elsewhere", page_account_sessions_post, 0},
	{METHOD_GET, "/account/second-factor", "", "Set up a second factor", page_factor, 0},
	{METHOD_POST, "/account/second-factor", "", "Set up a second factor", page_factor_begin_post, 0},
	{METHOD_POST, "/account/second-factor/confirm", "", "Turn a second factor on", page_factor_confirm_post, 0},
	{METHOD_POST, "/account/second-factor/remove", "", "Take a second factor off", page_factor_remove_post, 0},
	{METHOD_POST, "/sign-out", "", "Sign out", page_sign_out_post, 0},
	/* People */
	{METHOD_GET, "/people", "person-search", "People", page_people, 0},
	{METHOD_GET, "/people/new", "", "Record somebody new", page_person_new, 0},
	{METHOD_POST, "/people/new", "", "Record somebody new", page_person_new_post, 0},
	{METHOD_GET, "/people/{person:id}", "person-read", "Record", page_person, 0},
	{METHOD_POST, "/people/{person:id}/work", "person-read", "Start work", page_person_work_post, 0},
	{METHOD_GET, "/people/{person:id}/timeline", "person-read", "Timeline", page_person_timeline, 0},
	{METHOD_GET, "/people/{person:id}/notes", "person-read", "Notes", page_notes, 0},
	{METHOD_POST, "/people/{person:id}/notes", "person-read", "Write a note", page_note_post, 0},
	{METHOD_POST, "/people/{person:id}/notes/discard", "person-read", "Throw a draft away", page_note_discard_post, 0},
	{METHOD_GET, "/people/{person:id}/notes/{note:id}/correct", "person-read", "Correct a note", page_note_correct, 0},
	{METHOD_POST, "/people/{person:id}/notes/{note:id}/withdraw", "person-read", "Withdraw a note", page_note_withdraw_post, 0},
	{METHOD_POST, "/people/{person:id}/notes/{note:id}/read", "person-read", "Read a withdrawn note", page_note_read_post, 0},
	{METHOD_GET, "/people/{person:id}/documents", "person-read", "Documents", page_documents, 0},
	{METHOD_POST, "/people/{person:id}/documents", "person-read", "Add a file", page_document_post, UPLOAD_BODY_BYTES_MAX},
	{METHOD_POST, "/people/{person:id}/documents/withdraw", "person-read", "Withdraw a file", page_document_withdraw_post, 0},
	{METHOD_GET, "/files/{upload:id}", "person-read", "A file", page_file, 0},
	{METHOD_POST, "/files/{upload:id}", "person-read", "A withdrawn file", page_file_post, 0},
	{METHOD_GET, "/people/{person:id}/chronology", "person-read", "Chronology", page_chronology, 0},
	{METHOD_GET, "/people/{person:id}/chronology/print", "person-read", "Chronology for printing", page_chronology_print, 0},
	{METHOD_POST, "/people/{person:id}/chronology/pick", "person-read", "Pick for the chronology", page_chronology_pick_post, 0},
	{METHOD_POST, "/people/{person:id}/chronology/own", "person-read", "Write into the chronology", page_chronology_own_post, 0},
	{METHOD_POST, "/people/{person:id}/chronology/change", "person-read", "Change the chronology", page_chronology_change_post, 0},
	{METHOD_GET, "/people/{person:id}/looked", "person-read", "Who has looked", page_person_looked, 0},
	{METHOD_GET, "/people/{person:id}/facts", "person-read", "Facts", page_facts, 0},
	{METHOD_POST, "/people/{person:id}/facts/record", "person-edit", "Record a fact", page_fact_record_post, 0},
	{METHOD_POST, "/people/{person:id}/facts/confirm", "person-edit", "Confirm a fact", page_fact_confirm_post, 0},
	{METHOD_POST, "/people/{person:id}/facts/withdraw", "person-edit", "Withdraw a fact", page_fact_withdraw_post, 0},
	{METHOD_GET, "/people/{person:id}/restrict", "restricted-open", "Who may see", page_restrict, 0},
	{METHOD_POST, "/people/{person:id}/restrict", "restricted-open", "Change who may see", page_restrict_post, 0},
	{METHOD_POST, "/people/{person:id}/access", "restricted-open", "Open a record for a time", page_access_give_post, 0},
	{METHOD_POST, "/people/{person:id}/access/end", "restricted-open", "End access to a record", page_access_end_post, 0},
	{METHOD_GET, "/duplicates", "merge", "Records that may be of one person", page_duplicates, 0},
	{METHOD_POST, "/duplicates/apart", "merge", "They are two people", page_duplicates_apart_post, 0},
	{METHOD_GET, "/duplicates/said", "merge", "Pairs that are two people", page_duplicates_said, 0},
	{METHOD_POST, "/duplicates/again", "merge", "Look at a pair again", page_duplicates_again_post, 0},
	{METHOD_GET, "/people/{person:id}/merge", "merge", "Merge records", page_merge, 0},
	{METHOD_POST, "/people/{person:id}/merge", "merge", "Merge records", page_merge_post, 0},
	{METHOD_POST, "/people/{person:id}/unmerge", "merge", "Part merged records", page_unmerge_post, 0},
	{METHOD_GET, "/people/{person:id}/people", "person-read", "Their people", page_people_of, 0},
	{METHOD_POST, "/people/{person:id}/people", "person-edit", "Add somebody to their people", page_people_of_post, 0},
	{METHOD_POST, "/people/{person:id}/people/{relation:id}/end", "person-edit", "End a relation", page_people_of_end_post, 0},
	{METHOD_GET, "/people/{person:id}/sharing", "person-read", "Sharing", page_sharing, 0},
	{METHOD_POST, "/people/{person:id}/sharing", "person-edit", "Change sharing", page_sharing_post, 0},
	{METHOD_GET, "/people/{person:id}/subject-access", "subject-access", "A copy of the record", page_subject_requests, 0},
	{METHOD_POST, "/people/{person:id}/subject-access", "subject-access", "Ask for a copy", page_subject_requests_post, 0},
	{METHOD_GET, "/people/{person:id}/subject-access/{request:id}", "subject-access", "A request for a copy",
		page_subject_request, 0},
	{METHOD_POST, "/people/{person:id}/subject-access/{request:id}/decide", "subject-access", "Decide about an entry",
		page_subject_decide_post, 0},
	{METHOD_POST, "/people/{person:id}/subject-access/{request:id}/give", "subject-access", "A copy was handed over",
		page_subject_give_post, 0},
	{METHOD_GET, "/people/{person:id}/subject-access/{request:id}/document", "subject-access", "The copy",
		page_subject_document, 0},
	{METHOD_GET, "/people/{person:id}/subject-access/{request:id}/file", "subject-access", "The copy for machines",
		page_subject_file, 0},
	{METHOD_GET, "/people/{person:id}/subject-access/{request:id}/all", "subject-access", "The copy with its files",
		page_subject_all, 0},
	{METHOD_GET, "/people/{person:id}/subject-access/{request:id}/files/{upload:id}", "subject-access", "A file of the copy",
		page_subject_beside, 0},
	{METHOD_GET, "/people/{person:id}/retention", "retention", "How long a record is kept", page_person_retention, 0},
	{METHOD_POST, "/people/{person:id}/retention", "retention-carry-out", "Carry out retention", page_person_retention_post, 0},
	{METHOD_POST, "/people/{person:id}/retention/keep", "retention-carry-out", "Keep a record longer", page_person_keep_post, 0},
	{METHOD_POST, "/people/{person:id}/legal-hold", "retention", "Hold a record", page_legal_hold_post, 0},
	{METHOD_POST, "/people/{person:id}/legal-hold/end", "retention", "End a hold", page_legal_hold_end_post, 0},
	{METHOD_GET, "/people/{person:id}/services", "person-read", "Services of a person", page_person_services, 0},
	{METHOD_POST, "/people/{person:id}/services/{service:id}/end", "service-arrange", "End a service line",
		page_person_service_end_post, 0},
	{METHOD_GET, "/services", "person-read", "Providers", page_providers, 0},
	{METHOD_GET, "/letters/{document:id}", "person-read", "Letter", page_letter, 0},
	{METHOD_GET, "/letters/{document:id}/sending", "person-read", "How a letter leaves", page_letter_sending, 0},
	{METHOD_POST, "/letters/{document:id}/sending", "letters-send", "Say what became of a letter", page_letter_sending_post, 0},
	{METHOD_GET, "/desk/letters", "letters-send", "Letters to send", page_letters, 0},
	{METHOD_POST, "/desk/letters/print", "letters-send", "Print letters", page_letters_print_post, 0},
	{METHOD_POST, "/desk/letters/notice", "letters-send", "Tell people by e-mail", page_letters_notice_post, 0},
	{METHOD_GET, "/desk/letters/runs/{run:id}", "letters-send", "Letters printed together", page_letters_run, 0},
	{METHOD_GET, "/desk/letters/runs/{run:id}/print", "letters-send", "Letters for printing", page_letters_run_print, 0},
	{METHOD_POST, "/desk/letters/runs/{run:id}/posted", "letters-send", "Letters were posted", page_letters_run_posted_post, 0},
	{METHOD_POST, "/desk/letters/runs/{run:id}/undo", "letters-send", "Letters wait again", page_letters_run_undo_post, 0},
	/* Work */
	{METHOD_GET, "/work", "work-do", "My work", page_my_work, 0},
	{METHOD_GET, "/team", "work-do", "Team", page_team_work, 0},
	{METHOD_GET, "/waiting", "work-do", "Waiting", page_waiting, 0},
	{METHOD_GET, "/waiting/{list:code}", "work-do", "A waiting list", page_waiting_list, 0},
	{METHOD_GET, "/today", "work-approve", "Today", page_today, 0},
	{METHOD_GET, "/panels", "plan-approve", "Panels", page_panels, 0},
	{METHOD_GET, "/panels/themes", "figures-read", "What decisions turned on", page_panel_themes, 0},
	{METHOD_GET, "/panels/themes/file", "figures-read", "What decisions turned on, as a file", page_panel_themes_file, 0},
	{METHOD_GET, "/panels/themes/{theme:code}/{month:date}", "plan-approve", "The list behind a theme", page_panel_theme_list, 0},
	{METHOD_GET, "/panels/papers/{work:id}", "plan-approve", "A paper", page_panel_paper, 0},
	{METHOD_POST, "/panels/papers/{work:id}", "plan-approve", "Change an agenda", page_panel_paper_post, 0},
	{METHOD_GET, "/panels/sittings/{panel:code}/{day:date}", "plan-approve", "Agenda", page_panel_agenda, 0},
	{METHOD_GET, "/panels/sittings/{panel:code}/{day:date}/papers", "plan-approve", "All papers of a sitting", page_panel_papers, 0},
	{METHOD_GET, "/duty", "contact-record", "Duty", page_duty, 0},
	{METHOD_GET, "/alerts", "contact-record", "Alerts", page_alerts, 0},
	{METHOD_POST, "/duty/call", "contact-record", "Somebody is on the phone", page_duty_call_post, 0},
	{METHOD_GET, "/duty/{work:id}", "contact-record", "Request", page_duty_open, 0},
	{METHOD_POST, "/duty/{work:id}/match", "contact-record", "Match a request", page_duty_match_post, 0},
	{METHOD_POST, "/duty/{work:id}/new", "contact-record", "Record somebody new", page_duty_new_post, 0},
	{METHOD_GET, "/work/{work:id}", "", "Work", page_work, 0},
	{METHOD_GET, "/work/{work:id}/section/{section:code}", "", "Section of a form", page_work_section, 0},
	{METHOD_POST, "/work/{work:id}/save", "", "Save answers", page_work_save_post, 1024 * 1024},
	{METHOD_GET, "/work/{work:id}/whole", "", "A whole form on one page", page_work_whole, 0},
	{METHOD_GET, "/kept", "", "What waits for you", page_kept, 0},
	{METHOD_POST, "/kept/{kept:id}/send", "", "Send a kept form again", page_kept_send_post, 0},
	{METHOD_POST, "/kept/{kept:id}/remove", "", "Throw a kept form away", page_kept_remove_post, 0},
	{METHOD_GET, "/work/{work:id}/referrer", "restricted-open", "Who told us", page_work_referrer, 0},
	{METHOD_POST, "/work/{work:id}/start", "", "Take work on", page_work_start_post, 0},
	{METHOD_POST, "/work/{work:id}/assign", "", "Give work to a colleague", page_work_assign_post, 0},
	{METHOD_POST, "/work/{work:id}/submit", "", "Finish or send for approval", page_work_submit_post, 0},
	{METHOD_POST, "/work/{work:id}/approve", "", "Approve", page_work_approve_post, 0},
	{METHOD_POST, "/work/{work:id}/return", "", "Return to the author", page_work_return_post, 0},
	{METHOD_POST, "/work/{work:id}/cancel", "", "End without an outcome", page_work_cancel_post, 0},
	{METHOD_GET, "/work/{work:id}/misfiled", "work-approve", "On the wrong record", page_work_misfiled, 0},
	{METHOD_POST, "/work/{work:id}/misfiled", "work-approve", "Move or withdraw work", page_work_misfiled_post, 0},
	{METHOD_POST, "/work/{work:id}/withdrawn", "person-read", "Read withdrawn work", page_work_withdrawn_post, 0},
	{METHOD_GET, "/retention", "retention", "Retention", page_retention, 0},
	/* Figures */
	{METHOD_GET, "/figures", "figures-read", "Figures", page_figures, 0},
	{METHOD_GET, "/figures/file", "figures-read", "Figures as a file", page_figures_file, 0},
	{METHOD_GET, "/figures/list/{figure:code}/{month:date}", "person-read", "The list behind a figure", page_figures_list, 0},
	{METHOD_POST, "/figures/return", "export", "The return of a period", page_figures_return_post, 0},
	{METHOD_GET, "/helpline", "figures-read", "Helpline", page_helpline, 0},
	{METHOD_GET, "/helpline/interpreters", "figures-read", "Interpreters", page_helpline_interpreters, 0},
	{METHOD_GET, "/helpline/file/{table:code}", "figures-read", "Figures of the helpline as a file", page_helpline_file, 0},
	{METHOD_GET, "/helpline/list/{by:code}/{value:code}", "person-read", "The list behind a figure of the helpline",
		page_helpline_list, 0},
	/* Administration */
	{METHOD_GET, "/administration", "users-edit", "Administration", page_administration, 0},
	{METHOD_GET, "/administration/users", "users-edit", "Accounts", page_users, 0},
	{METHOD_GET, "/administration/users/new", "users-edit", "Add an account", page_user_new, 0},
	{METHOD_POST, "/administration/users/new", "users-edit", "Add an account", page_user_new_post, 0},
	{METHOD_GET, "/administration/users/{user:id}", "users-edit", "Account", page_user, 0},
	{METHOD_POST, "/administration/users/{user:id}", "users-edit", "Change an account", page_user_post, 0},
	{METHOD_POST, "/administration/users/{user:id}/password", "users-edit", "Set a password", page_user_password_post, 0},
	{METHOD_POST, "/administration/users/{user:id}/sign-in", "users-edit", "Sign a colleague out", page_user_sign_in_post, 0},
	{METHOD_GET, "/administration/teams", "users-edit", "Teams", page_teams, 0},
	{METHOD_POST, "/administration/teams", "users-edit", "Add a team", page_teams_post, 0},
	{METHOD_GET, "/administration/teams/{team:id}", "users-edit", "Team", page_team, 0},
	{METHOD_POST, "/administration/teams/{team:id}", "users-edit", "Change a team", page_team_post, 0},
	{METHOD_GET, "/administration/roles", "users-edit", "Roles", page_roles, 0},
	{METHOD_GET, "/administration/roles/{role:code}", "users-edit", "Role", page_role, 0},
	{METHOD_POST, "/administration/roles/{role:code}", "users-edit", "Change a role", page_role_post, 0},
	{METHOD_GET, "/administration/settings", "users-edit", "This installation", page_settings, 0},
	{METHOD_POST, "/administration/settings", "users-edit", "Change the settings", page_settings_post, 0},
	{METHOD_GET, "/administration/messages", "users-edit", "Messages that have not left", page_messages, 0},
	{METHOD_POST, "/administration/messages", "users-edit", "Where alerts are sent", page_messages_post, 0},
	{METHOD_POST, "/administration/messages/letters", "users-edit", "Letters and e-mail", page_messages_letters_post, 0},
	{METHOD_POST, "/administration/messages/again", "users-edit", "Try messages again", page_messages_again_post, 0},
	{METHOD_GET, "/administration/releases", "practice-publish", "Releases", page_releases, 0},
	{METHOD_GET, "/administration/releases/{release:code}", "practice-publish", "Release", page_release, 0},
	{METHOD_POST, "/administration/releases/{release:code}", "practice-publish", "Put a release in force", page_release_post, 0},
	{METHOD_POST, "/administration/releases/{release:code}/withdraw", "practice-publish", "Take a release back",
		page_release_withdraw_post, 0},
	{METHOD_GET, "/administration/drafts", "practice-edit", "Drafts of the practice", page_drafts, 0},
	{METHOD_POST, "/administration/drafts", "practice-edit", "Begin a draft", page_drafts_post, 0},
	{METHOD_GET, "/administration/drafts/{draft:id}", "practice-edit", "A draft", page_draft, 0},
	{METHOD_GET, "/administration/drafts/{draft:id}/files", "practice-edit", "Files of a draft", page_draft_files, 0},
	{METHOD_GET, "/administration/drafts/{draft:id}/file", "practice-edit", "A file of a draft", page_draft_file, 0},
	{METHOD_POST, "/administration/drafts/{draft:id}/file", "practice-edit", "Write a file of a draft", page_draft_file_post,
		DRAFT_BODY_BYTES_MAX},
	{METHOD_GET, "/administration/drafts/{draft:id}/fields", "practice-edit", "Words and times of a draft", page_draft_fields, 0},
	{METHOD_POST, "/administration/drafts/{draft:id}/fields", "practice-edit", "Change words and times", page_draft_fields_post,
		DRAFT_BODY_BYTES_MAX},
	{METHOD_GET, "/administration/drafts/{draft:id}/export", "practice-edit", "The files of a draft", page_draft_export, 0},
	{METHOD_POST, "/administration/drafts/{draft:id}/propose", "practice-edit", "Propose a draft", page_draft_propose_post, 0},
	{METHOD_POST, "/administration/drafts/{draft:id}/return", "practice-edit", "Return a draft", page_draft_return_post, 0},
	{METHOD_POST, "/administration/drafts/{draft:id}/publish", "practice-publish", "Publish a draft", page_draft_publish_post, 0},
	{METHOD_POST, "/administration/drafts/{draft:id}/give-up", "practice-edit", "Give a draft up", page_draft_give_up_post, 0},
	{METHOD_POST, "/administration/drafts/{draft:id}/newest", "practice-edit", "Begin with the newest release", page_draft_newest_post, 0},
	{METHOD_GET, "/components", "", "Components", page_components, 0},
	{METHOD_GET, "/administration/audit", "audit-read", "Who looked", page_audit, 0},
};

const Route *site_routes(size_t *count)
{
	*count = sizeof ROUTES / sizeof ROUTES[0];
	return ROUTES;
}
