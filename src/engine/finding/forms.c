/* Other forms of a name: groups of words that stand for each other, and endings that custom adds or changes. */
#include "engine/finding/forms.h"

/* Each line is one group; a word may stand in several. Spellings that sounds_of makes one need no line. */
static const char *const GROUPS[] = {
	/* English and Irish short forms */
	"william will bill billy willie liam", "robert bob bobby rob robbie bert", "richard rick dick richie ricky",
	"elizabeth liz lizzie beth betty bess elsie eliza libby lisa", "margaret maggie peggy peg meg madge marge rita greta",
	"catherine katherine kathleen kate katie cathy kath kitty kay", "kathleen cathleen kath kathy kay",
	"mary maureen molly polly maria marie may moira maura", "john jack johnny jon ian sean eoin", "james jim jimmy jamie seamus",
	"joseph joe joey", "edward ted eddie ed ned teddy", "edwin eddie ed", "henry harry hal", "harold harry hal",
	"charles charlie chas chuck cathal", "thomas tom tommy", "anthony tony", "michael mick mike micky mikey",
	"patrick pat paddy padraig", "patricia pat trish tricia patsy", "susan sue susie suzanne susannah",
	"dorothy dot dolly dorothea", "florence flo florrie", "frederick fred freddie freddy", "francis frank frankie",
	"frances fran francesca frankie", "george georgie", "gerald gerry jerry", "gerard ger gerry", "jeremiah jerry",
	"geoffrey jeffrey geoff jeff", "alexander alex alec sandy sasha", "alexandra alex sandra sandy sasha", "andrew andy drew",
	"albert bert bertie al", "herbert bert herbie", "hubert bert", "alfred alf alfie fred", "benjamin ben benny",
	"christopher chris kit christy", "christine chris christina tina chrissie", "daniel dan danny", "david dave davey davy",
	"deborah debra debbie deb", "donald don", "ronald ron ronnie", "douglas doug", "eleanor ellie nell nora",
	"ellen nell nellie", "honora nora norah", "emily em milly", "amelia milly", "ernest ernie", "eugene gene",
	"gillian gill jill", "gregory greg", "gwendoline gwen", "irene rene", "isabella isabel isobel bella izzy",
	"jacqueline jackie jacqui", "janet jan", "janice jan", "jennifer jen jenny", "jessica jess jessie", "josephine jo josie",
	"joanne joanna jo", "judith judy", "kenneth ken kenny", "lawrence laurence larry", "leonard len lenny leo", "leslie les",
	"louis lewis lou", "louise lou", "lilian lily lil", "linda lyn lin", "martin marty", "matthew matt", "maxwell max",
	"maximilian max", "mildred millie", "nicholas nick nicky", "nicola nicky nikki nicole", "norman norm", "oliver ollie",
	"pamela pam", "penelope penny", "peter pete", "philip phil", "philippa pippa", "philomena mena", "raymond ray",
	"rachel rach", "rebecca becky becca", "reginald reg reggie", "rosemary rose rosie", "samuel sam sammy", "samantha sam",
	"sarah sally sadie", "sidney sid", "stanley stan", "stephen steven steve", "stuart stewart stu", "terence terry",
	"theresa teresa terry tess", "theodore theo ted", "timothy tim tadhg", "valerie val", "victoria vicky tori", "victor vic",
	"vincent vince", "veronica ronnie", "violet vi", "walter wally walt", "winifred winnie win", "zachary zak zach",
	"barbara babs", "bernadette bernie", "bernard bernie", "beatrice bea trixie", "brenda bren", "bridget brigid bridie biddy",
	"carol caroline carrie", "charlotte lottie charley", "cornelius con", "bartholomew bart batty", "clifford cliff",
	"cynthia cindy", "denise den", "dennis den", "desmond des", "edith edie", "esther essie", "ethel ettie", "evelyn eve evie",
	"finbarr barry", "grace gracie", "hilda hildy", "maud maudie", "muriel mu", "olive livvy olivia", "phyllis phyl",
	"queenie victoria", "rhoda rho", "roderick rod rory", "rodney rod", "ruairi rory", "russell russ", "sheila sile",
	"sylvia syl", "sylvester syl sly", "tobias toby", "trevor trev", "una oonagh", "wilfred wilf fred", "yvonne von",
	"siobhan shivaun", "niamh neve", "caoimhe keeva", "aoife eefa", "roisin rosheen", "grainne grania", "ciara keira",
	"cillian killian", "geraldine ger geri", "eileen eibhlin", "noreen noirin", "osullivan sullivan", "oconnor connor connors",
	"oneill neill neil", "oreilly reilly", "ocarroll carroll", "odonnell donnell", "okeeffe keeffe keefe", "oleary leary",
	"odonoghue donoghue", "odriscoll driscoll", "keogh kehoe", "fitzgerald fitz", "byrne byrnes", "welsh walsh", "graham graeme",
	"kieran ciaran", "eoin owen", "doherty dougherty", "natasha tasha", "clifton cliff", "oswald ossie", "carlton carl",
	"dwayne duane", "reece rhys", "stevens stephens", "thompson thomson", "pearce pierce", "st saint",
	/* South Asian, Arabic, Persian and Somali spellings; Turkish forms */
	"mohammed muhammad mohamed mohammad mohamad maxamed mahomed mehmet muhammed md", "hassan hasan xasan",
	"hussein hussain hossain husayn xuseen huseyin", "ahmed ahmad ahmet axmed", "abdullah abdallah abdullahi cabdulaahi",
	"abdul abdur abdus abdool abdel", "fatima fatema fatma faduma fadumo faadumo fatimah", "aisha ayesha aysha caasha asha ayse",
	"khadija khadijah qadija hatice khatija", "yusuf yousuf yousef yuusuf josef joseph", "ibrahim ebrahim abraham ibraahim",
	"ismail esmail ismaaciil", "omar umar umer cumar omer", "usman osman othman uthman cusmaan",
	"zainab zaynab zeinab seynab zeynep", "maryam mariam miriam meryem maryan", "suleiman sulayman saleban suleyman solomon",
	"musa moosa muuse moses", "yaqub yakub yacquub jacob", "isa issa ciise esa", "ali cali aly", "abdi cabdi", "nur noor nuur",
	"said saeed siciid sayeed", "syed sayed sayyid", "sheikh shaikh sk", "miah mia miya", "uddin udin ud",
	"haque hoque huq hock haq", "moulvi moulana", "rahman rehman rahmaan raxmaan", "rahmat rehmat",
	"mahmud mahmood mehmood maxamuud mahamud", "akhtar akter akhter aktar", "jamal jamaal jaamac jama",
	"chowdhury choudhury chaudhary chaudhry choudhry", "qureshi kureshi quraishi", "bibi bi", "sofia sufia zofia sophia",
	"hafsa hafsah xafsa", "halima xaliimo halimo", "sahra zahra zohra", "khalid khaled", "mustafa mustapha",
	"jashodaben yashoda", "vinod vinoth", "sridharan sritharan", "natarajan nadarajah", "balbir balvir", "avtar autar",
	"ganesh kanesh", "gajan kajan", "mahendran mahenthiran", "arulanandam arulanantham", "jayanthi jeyanthi", "vidya vithya",
	"dharshini tharshini", "padmini pathmini", "dayalini thayalini", "tulasi thulasi", "lakshmi luxmy laxmi", "raval rawal",
	"mizanur mijanur", "nazma najma", "usha ushaben", "pranav pranab", "vekaria vekariya", "pindoria pindolia",
	"jeyakumar jayakumar", "kaur kour kor", "arora aurora", "bhavna bhavana", "nayana naina", "mahendra mahesh", "riya rhea",
	"chhaganlal chagan", "natwarlal natu", "jitendra jitu", "nikhil nikesh", "hiten hitesh", "chauhan chohan chavan",
	"gagandeep gagan", "nirosha niroshini", "sinnathamby chinnathambi", "thushan thusyanthan", "hibo hibaq", "cemal djemal",
	"can jan",
	/* West African long and everyday forms */
	"oluwaseun seun", "oluwafemi femi", "babatunde tunde", "oluwatobi tobi", "olufunke funke", "ayodele ayo dele",
	"temitope tope temi", "chukwuemeka emeka", "chukwuma chuma", "adebayo bayo", "folasade sade", "omolara lara",
	"abiodun biodun abi", "titilayo titi", "kehinde kenny", "oluwakemi kemi", "olumide mide", "oluwabunmi bunmi", "modupe dupe",
	"olayinka yinka", "babajide jide", "oluwadamilola damilola dami", "ifeoluwa ife", "chinyere chichi", "nkechi nkechinyere",
	"ngozichukwu ngozi", "obiageli oby", "uchenna uche", "ikechukwu ike", "oluwaseyi seyi", "olusegun segun", "adewale wale",
	"bukola bukky", "yetunde yetty", "funmilayo funmi", "chinyere chi", "ifeoma ifeanyi ify", "adaeze ada", "ayomide ayo",
	"chiamaka amaka", "chidinma dinma", "tolulope tolu", "olufemi femi", "okechukwu okey", "oladele dele", "olumide olu",
	"oluwole wole", "olugbenga gbenga", "obinna obi", "chukwudi chudi", "akinwale wale", "kelechi kele", "chidi chidiebere",
	"kwabena kobina", "kojo kwadwo", "quaye kwaye", "adekunle kunle",
	/* Polish, Romanian, Turkish and others beside their English or everyday forms */
	"krzysztof krzysiek christopher chris", "jan janek", "piotr peter", "pawel paul", "andrzej andrew", "tomasz tomek thomas",
	"katarzyna kasia catherine", "malgorzata gosia margaret", "agnieszka aga", "stanislaw staszek stanley",
	"elzbieta ela elizabeth", "aleksandra ola alexandra", "aleksander alexander olek", "joanna asia", "barbara basia",
	"magdalena magda", "jerzy jurek george", "ewa eva", "wojciech wojtek", "zbigniew zbyszek", "gheorghe george",
	"mihai michael", "jolanta jola", "ryszard richard", "jakub kuba", "bartosz bartek", "gabriela gabi", "constantin costel",
	"alexandru alex", "dumitru dumitrescu", "ion ioan john", "stefan stephen",
	/* Chinese and Vietnamese spellings of one family name */
	"wang wong", "chan chen tan", "cheung zhang chang", "lam lin lim", "ng wu ung", "li lee lei", "leung liang", "liu lau low",
	"chow zhou chau", "kwok guo kuo", "yeung yang young", "cheng zheng", "xu hsu tsui", "ye yip yap", "huang wong", "zhu chu",
	"ho he", "mak mai", "tsang zeng", "hui xu", "ming min", "tang deng", "tse xie", "hoang huynh", "nguyen wynn",
};

typedef struct Ending {
	const char *typed;
	const char *other;
	size_t stem_bytes_min;
} Ending;

/* Respectful Gujarati endings that are no part of the legal name; Lithuanian endings that show sex and marriage. */
static const Ending ENDINGS[] = {
	{"bhai", "", 3}, {"ben", "", 4}, {"lal", "", 4}, {"kumar", "", 3}, {"iene", "as", 4}, {"iene", "is", 4}, {"iene", "ius", 4},
	{"iene", "us", 4}, {"aite", "as", 4}, {"yte", "is", 4}, {"iute", "ius", 4}, {"ute", "us", 4}, {"as", "iene", 5}, {"as", "aite", 5},
	{"is", "iene", 5}, {"is", "yte", 5}, {"ius", "iene", 5}, {"ius", "iute", 5}, {"us", "iene", 4}, {"us", "ute", 4},
};

static size_t add_form(Arena *arena, Str word, Str form, Str *out, size_t count)
{
	if (count == FORMS_MAX || str_is_empty(form) || str_equal(form, word))
		return count;
	for (size_t i = 0; i < count; i++)
		if (str_equal(out[i], form))
			return count;
	out[count] = str_copy(arena, form);
	return count + 1;
}

static bool group_has(Str group, Str word)
{
	Str member;
	while (str_next(&group, ' ', &member))
		if (str_equal(member, word))
			return true;
	return false;
}

size_t forms_of(Arena *arena, Str word, Str out[FORMS_MAX])
{
	size_t count = 0;
	if (str_is_empty(word) || word.length > FORMS_WORD_BYTES_MAX)
		return 0;
	for (size_t i = 0; i < sizeof GROUPS / sizeof GROUPS[0]; i++) {
		Str group = str_from_c(GROUPS[i]);
		Str member;
		if (!group_has(group, word))
			continue;
		while (str_next(&group, ' ', &member))
			count = add_form(arena, word, member, out, count);
	}
	for (size_t i = 0; i < sizeof ENDINGS / sizeof ENDINGS[0]; i++) {
		Str ending = str_from_c(ENDINGS[i].typed);
		if (!str_ends_with(word, ending) || word.length < ending.length + ENDINGS[i].stem_bytes_min)
			continue;
		Str stem = str_slice(word, 0, word.length - ending.length);
		count = add_form(arena, word, str_concat(arena, stem, str_from_c(ENDINGS[i].other)), out, count);
	}
	return count;
}
