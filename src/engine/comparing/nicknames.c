#include "engine/comparing/nicknames.h"

/* A line a group. A word may stand in several: Ali is short for Alistair and Alison. */
static const char *const GROUPS[] = {
	"abdul abdullah abdi", "abdulrahman abdirahman", "abigail abi abby gail", "adetunji tunji", "agnieszka aga",
	"ahmed ahmad ahmet axmed", "aisha ayse ayesha caasha",
	"aleksander alexander alex alec sandy alasdair alistair ali sasha olek",
	"aleksandra alexandra alex sandra ola sasha lexi", "alfred alf alfie fred", "alison ali ally", "amanda mandy",
	"andrew andy drew andrzej andrei", "ann anne anna annie nancy hannah ania nan",
	"anthony tony antoni antonio ant", "archibald archie", "arthur art artie", "babatunde tunde", "balwinder bal",
	"barbara barb babs basia", "bartholomew bart", "beatrice bea beattie trixie", "benjamin ben benny",
	"bernadette bernie", "bernard bernie", "bridget bridie biddy brid", "caroline carol carrie caz",
	"catherine katherine kathleen cathleen kate katie kathy cathy kitty kay katarzyna kasia",
	"charles charlie chas chuck karol", "charlotte lottie charlie",
	"christine christina chris chrissie tina krystyna", "christopher chris kit krzysztof", "chukwudi chudi",
	"chukwuemeka emeka", "constance connie", "cornelius neil con", "cynthia cindy", "daniel dan danny",
	"david dave davy dai dawid", "deborah debra deb debbie", "derek del", "dominic dom", "donald don donnie",
	"dorothy dot dottie dolly thea", "douglas doug", "edith edie", "edmund ed eddie ned",
	"edward ed eddie ted teddy ned", "edwin ed eddie", "eileen aileen ellie",
	"eleanor ellie nell nellie nora lenora",
	"elizabeth elisabeth liz lizzie beth betty bess bet betsy lisa eliza elzbieta ela libby lily",
	"ellen nell nellie ellie helen", "emily em millie", "emma em emmie", "eric rick", "ernest ernie",
	"esther hester essie", "eugene gene", "fatima fatma fatuma fathima", "florence flo florrie flossie",
	"frances fran fanny frankie", "francis frank frankie franciszek", "frederick fred freddie freddy fryderyk",
	"gabriel gabe", "gabrielle gabby", "geoffrey jeffrey geoff jeff", "george georgie jerzy gheorghe",
	"gerald gerry jerry ged", "gerard gerry ged", "gertrude gertie trudy", "gillian gill jill", "gladys glad",
	"gordon gord", "grazyna grace", "gregory greg grzegorz", "gurpreet gary", "harjinder harry",
	"harold harry hal", "harriet hattie harry", "hasan hassan", "helen nell ellen nellie helena",
	"henry harry hal hank henryk", "herbert bert herb bertie", "hubert bert hugh",
	"hussein hussain husain hossain", "ibrahim abraham ebrahim", "ifeanyi ify", "ifeoma ify", "ikechukwu ike",
	"irene rene rena", "isabel isabella isobel bella belle izzy", "ismail ishmael", "jacob jake jakub kuba",
	"jacqueline jackie jacqui", "jadwiga jadzia", "james jim jimmy jamie jem seamus", "jane janie jenny janet jan",
	"janet jan jenny", "janice jan", "jaswinder jas", "jean jeanie", "jennifer jen jenny", "jeremy jerry jez",
	"jessica jess jessie", "joan joanie", "joanna asia", "joanna joanne jo joasia",
	"john jack johnny jon ian sean jan ion ivan", "jonathan jon jonny", "joseph joe joey jozef iosif",
	"josephine jo josie", "joshua josh", "joyce joy", "judith judy jude", "julia julie jules",
	"katarzyna kasia kate", "kenneth ken kenny", "khadija hatice kadija", "kimberley kim", "kuldip kully",
	"lawrence laurence larry laurie loz", "leonard len lenny leo", "lesley les", "leslie les", "lewis louis lou",
	"lilian lillian lily lil", "louise lou", "lucy lucinda lu", "malgorzata gosia malgosia margaret",
	"manjit manny", "margaret maggie meg peggy marge margie madge rita greta daisy mags",
	"maria mary marie miriam molly polly mia may maire", "marian marion", "marjorie marge margie",
	"martha marty pat patty", "martin marty marcin", "matilda tilly mattie maud", "matthew matt mateusz matei",
	"maureen mo reenie", "maurice mo morris", "maximilian max", "maxwell max",
	"michael mike mick micky mikey michal mihai mihail", "michelle shell chelle", "mildred millie",
	"millicent millie", "mohammed muhammad mohamed mohammad muhammed mohamad mohamud md mo mehmet mahomed",
	"mustafa mo mus", "nathan nat nate", "nathaniel nat nate nathan", "ngozichukwuka ngozi",
	"nicholas nick nicky nico nicolae mikolaj", "nicola nicky nikki", "nkechinyere nkechi", "norman norm",
	"olatunde tunde", "olatunji tunji", "olive livvy", "oliver ollie", "olivia liv livvy", "olufemi femi",
	"olukemi kemi", "oluwadamilola dami damilola lola", "oluwafemi femi", "oluwakemi kemi", "oluwaseun seun",
	"oluwaseyi seyi", "oluwatobi tobi", "oluwole wole", "pamela pam", "patricia pat patsy patty tricia trish",
	"patrick pat paddy padraig packie", "paul pawel pavel", "paula polly", "penelope penny",
	"peter pete piotr petru", "philip phillip phil pip", "philippa pip pippa", "phyllis phyl", "priscilla cilla",
	"rachel rach rae", "rajinder raj", "raymond ray", "rebecca becky becca bec", "reginald reg reggie rex",
	"richard dick rick ricky rich richie ryszard", "robert bob bobby rob robbie bert robin", "roderick rod roddy",
	"rodney rod", "roger rog", "ronald ron ronnie", "rose rosie rosa", "rosemary rose rosie", "roy leroy",
	"russell russ", "samantha sam sammy", "samuel sam sammy", "sarah sally sadie sara", "sidney syd sid",
	"simon si", "stanislaw staszek", "stanley stan stanislaw", "stephanie steph",
	"stephen steven steve stevie stefan", "stuart stewart stu", "sukhdev sukhi", "suleiman solomon suleyman",
	"susan sue susie suzie susanna susannah suzanne zuzanna", "sylvia syl", "terence terry tel",
	"teresa theresa tess terry tessa", "thelma thel", "theodore ted theo teddy", "thomas tom tommy tomasz toma",
	"timothy tim timmy", "tobias toby", "tomasz tomek", "umar omar omer cumar", "ursula ursa",
	"usman osman uthman cusmaan", "valerie val", "veronica ronnie vera roni", "victor vic wiktor",
	"victoria vicky vicki tori", "vincent vince vinny", "violet vi", "virginia ginny ginger", "vivian viv",
	"vivien vivienne viv", "walter wally walt wat", "wilfred wilf fred", "william bill billy will willie liam wim",
	"winifred win winnie freda", "wojciech wojtek", "yusuf joseph yousuf", "yvonne von", "zachary zach zac",
	"zofia zosia sophie sofia sophia",
};

enum { GROUP_COUNT = sizeof GROUPS / sizeof GROUPS[0] };

static bool stands_in(Str word, const char *group)
{
	Str rest = str_from_c(group);
	Str piece;
	while (str_next(&rest, ' ', &piece))
		if (str_equal(piece, word))
			return true;
	return false;
}

const char *nicknames_group(size_t place)
{
	return place < GROUP_COUNT ? GROUPS[place] : NULL;
}

bool nicknames_are_alike(Str left, Str right)
{
	for (size_t i = 0; i < GROUP_COUNT; i++)
		if (stands_in(left, GROUPS[i]) && stands_in(right, GROUPS[i]))
			return true;
	return false;
}
