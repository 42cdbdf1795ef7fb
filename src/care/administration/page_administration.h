/* The administrator's pages: accounts, teams, roles, releases, who looked at whom; and what pages are made of. */
#ifndef KITH_CARE_ADMINISTRATION_PAGE_ADMINISTRATION_H
#define KITH_CARE_ADMINISTRATION_PAGE_ADMINISTRATION_H

#include "web/request.h"

void page_administration(const Request *request, Response *response);
void page_users(const Request *request, Response *response);
void page_user_new(const Request *request, Response *response);
void page_user_new_post(const Request *request, Response *response);
void page_user(const Request *request, Response *response);
void page_user_post(const Request *request, Response *response);
void page_user_password_post(const Request *request, Response *response);
void page_user_sign_in_post(const Request *request, Response *response);
void page_teams(const Request *request, Response *response);
void page_teams_post(const Request *request, Response *response);
void page_team(const Request *request, Response *response);
void page_team_post(const Request *request, Response *response);
void page_roles(const Request *request, Response *response);
void page_role(const Request *request, Response *response);
void page_role_post(const Request *request, Response *response);
void page_settings(const Request *request, Response *response);
void page_settings_post(const Request *request, Response *response);
void page_messages(const Request *request, Response *response);
void page_messages_post(const Request *request, Response *response);
void page_messages_again_post(const Request *request, Response *response);
void page_messages_letters_post(const Request *request, Response *response);
void page_releases(const Request *request, Response *response);
void page_release(const Request *request, Response *response);
void page_release_post(const Request *request, Response *response);
void page_release_withdraw_post(const Request *request, Response *response);
void page_drafts(const Request *request, Response *response);
void page_drafts_post(const Request *request, Response *response);
void page_draft(const Request *request, Response *response);
void page_draft_propose_post(const Request *request, Response *response);
void page_draft_return_post(const Request *request, Response *response);
void page_draft_publish_post(const Request *request, Response *response);
void page_draft_give_up_post(const Request *request, Response *response);
void page_draft_newest_post(const Request *request, Response *response);
void page_draft_export(const Request *request, Response *response);
void page_draft_files(const Request *request, Response *response);
void page_draft_file(const Request *request, Response *response);
void page_draft_file_post(const Request *request, Response *response);
void page_draft_fields(const Request *request, Response *response);
void page_draft_fields_post(const Request *request, Response *response);
void page_components(const Request *request, Response *response);
void page_audit(const Request *request, Response *response);

#endif
