#include "engine/comparing/name_forms.h"

/* A name a group, its fullest form first. A word may stand in several: Ali is short for Alistair and Alison. */
static const char *const GROUPS[] = {
	/* English and Irish short forms */
	"abigail abi abby gail", "albert bert bertie al", "alexandra alex sandra sandy sasha", "alfred alf alfie fred",
	"alison ali ally", "amanda mandy", "amelia milly", "andrew andy drew andrzej andrei",
	"ann anne anna annie nancy hannah ania nan", "anthony tony antoni antonio ant", "aoife eefa", "archibald archie",
	"arthur art artie", "barbara babs barb basia", "bartholomew bart batty", "beatrice bea trixie beattie", "benjamin ben benny",
	"bernadette bernie", "bernard bernie", "brenda bren", "bridget brigid bridie biddy brid", "byrne byrnes", "caoimhe keeva",
	"carlton carl", "caroline carol carrie caz",
	"catherine katherine kathleen kate katie cathy kath kitty kay cathleen kathy katarzyna kasia",
	"charles charlie chas chuck cathal karol", "charlotte lottie charley charlie",
	"christine chris christina tina chrissie krystyna", "christopher chris kit christy krzysztof", "ciara keira", "cillian killian",
	"clifford cliff", "clifton cliff", "constance connie", "cornelius con neil", "cynthia cindy", "daniel dan danny",
	"david dave davey davy dai dawid", "deborah debra debbie deb", "denise den", "dennis den", "derek del", "desmond des",
	"doherty dougherty", "dominic dom", "donald don donnie", "dorothy dot dolly dorothea dottie thea", "douglas doug",
	"dwayne duane", "edith edie", "edmund ed eddie ned", "edward ted eddie ed ned teddy", "edwin eddie ed",
	"eileen eibhlin aileen ellie", "eleanor ellie nell nora nellie lenora",
	"elizabeth liz lizzie beth betty bess elsie eliza libby lisa elisabeth bet betsy elzbieta ela", "ellen nell nellie ellie helen",
	"emily em milly millie", "emma em emmie", "eoin owen", "eric rick", "ernest ernie", "esther essie hester", "ethel ettie",
	"eugene gene", "evelyn eve evie", "finbarr barry", "fitzgerald fitz", "florence flo florrie flossie",
	"frances fran francesca frankie fanny", "francis frank frankie franciszek", "frederick fred freddie freddy fryderyk",
	"gabriel gabe", "gabrielle gabby", "geoffrey jeffrey geoff jeff", "george georgie jerzy gheorghe", "gerald gerry jerry ged",
	"geraldine ger geri", "gerard ger gerry ged", "gertrude gertie trudy", "gillian gill jill", "gladys glad", "gordon gord",
	"grace gracie", "graham graeme", "grainne grania", "gregory greg grzegorz", "gwendoline gwen", "harold harry hal",
	"harriet hattie harry", "helen nell ellen nellie helena", "henry harry hal hank henryk", "herbert bert herbie herb bertie",
	"hilda hildy", "honora nora norah", "hubert bert hugh", "irene rene rena", "isabel isabella isobel bella belle izzy",
	"jacob jake jakub kuba", "jacqueline jackie jacqui", "james jim jimmy jamie seamus jem", "jane janie jenny janet jan",
	"janice jan", "jean jeanie", "jennifer jen jenny", "jeremiah jerry", "jeremy jerry jez", "jessica jess jessie", "joan joanie",
	"john jack johnny jon ian sean eoin jan ion ivan", "jonathan jon jonny", "joseph joe joey jozef iosif", "josephine jo josie",
	"joshua josh", "joyce joy", "judith judy jude", "julia julie jules", "kenneth ken kenny", "keogh kehoe", "kieran ciaran",
	"kimberley kim", "lawrence laurence larry laurie loz", "leonard len lenny leo", "lesley les", "leslie les",
	"lilian lily lil lillian", "linda lyn lin", "louis lewis lou", "louise lou", "lucy lucinda lu",
	"margaret maggie peggy peg meg madge marge rita greta margie daisy mags", "maria mary marie miriam molly polly mia may maire",
	"marian marion", "marjorie marge margie", "martha marty pat patty", "martin marty marcin",
	"mary maureen molly polly maria marie may moira maura", "matilda tilly mattie maud", "matthew matt mateusz matei",
	"maud maudie", "maureen mo reenie", "maurice mo morris", "maximilian max", "maxwell max",
	"michael mick mike micky mikey michal mihai mihail", "michelle shell chelle", "mildred millie", "millicent millie", "muriel mu",
	"natasha tasha", "nathaniel nat nate nathan", "niamh neve", "nicholas nick nicky nico nicolae mikolaj",
	"nicola nicky nikki nicole", "noreen noirin", "norman norm", "ocarroll carroll", "oconnor connor connors", "odonnell donnell",
	"odonoghue donoghue", "odriscoll driscoll", "okeeffe keeffe keefe", "oleary leary", "olive livvy olivia", "oliver ollie",
	"olivia liv livvy", "oneill neill neil", "oreilly reilly", "osullivan sullivan", "oswald ossie", "pamela pam",
	"patricia pat trish tricia patsy patty", "patrick pat paddy padraig packie", "paula polly", "pearce pierce", "penelope penny",
	"peter pete piotr petru", "philip phil phillip pip", "philippa pippa pip", "philomena mena", "phyllis phyl", "priscilla cilla",
	"queenie victoria", "rachel rach rae", "raymond ray", "rebecca becky becca bec", "reece rhys", "reginald reg reggie rex",
	"rhoda rho", "richard rick dick richie ricky rich ryszard", "robert bob bobby rob robbie bert robin", "roderick rod rory roddy",
	"rodney rod", "roger rog", "roisin rosheen", "ronald ron ronnie", "rose rosie rosa", "rosemary rose rosie", "roy leroy",
	"ruairi rory", "russell russ", "samantha sam sammy", "samuel sam sammy", "sarah sally sadie sara", "sheila sile",
	"sidney sid syd", "simon si", "siobhan shivaun", "st saint", "stanley stan stanislaw", "stephanie steph",
	"stephen steven steve stevie stefan", "stevens stephens", "stuart stewart stu",
	"susan sue susie suzanne susannah suzie susanna zuzanna", "sylvester syl sly", "sylvia syl", "terence terry tel",
	"teresa theresa tess terry tessa", "thelma thel", "theodore theo ted teddy", "thomas tom tommy tomasz toma", "thompson thomson",
	"timothy tim tadhg timmy", "tobias toby", "trevor trev", "una oonagh", "ursula ursa", "valerie val",
	"veronica ronnie vera roni", "victor vic wiktor", "victoria vicky tori vicki", "vincent vince vinny", "violet vi",
	"virginia ginny ginger", "vivian viv", "vivien vivienne viv", "walter wally walt wat", "welsh walsh", "wilfred wilf fred",
	"william will bill billy willie liam wim", "winifred winnie win freda", "yvonne von", "zachary zak zach zac",
	/* South Asian, Arabic, Persian and Somali spellings; Turkish forms */
	"abdi cabdi", "abdul abdur abdus abdool abdel abdullah abdi", "abdullah abdallah abdullahi cabdulaahi",
	"abdulrahman abdirahman", "ahmed ahmad ahmet axmed", "aisha ayesha aysha caasha asha ayse", "akhtar akter akhter aktar",
	"ali cali aly", "arora aurora", "arulanandam arulanantham", "avtar autar", "balbir balvir", "balwinder bal", "bhavna bhavana",
	"bibi bi", "can jan", "cemal djemal", "chauhan chohan chavan", "chhaganlal chagan",
	"chowdhury choudhury chaudhary chaudhry choudhry", "dayalini thayalini", "dharshini tharshini",
	"fatima fatema fatma faduma fadumo faadumo fatimah fatuma fathima", "gagandeep gagan", "gajan kajan", "ganesh kanesh",
	"gurpreet gary", "hafsa hafsah xafsa", "halima xaliimo halimo", "haque hoque huq hock haq", "harjinder harry",
	"hassan hasan xasan", "hibo hibaq", "hiten hitesh", "hussein hussain hossain husayn xuseen huseyin husain",
	"ibrahim ebrahim abraham ibraahim", "isa issa ciise esa", "ismail esmail ismaaciil ishmael", "jamal jamaal jaamac jama",
	"jashodaben yashoda", "jaswinder jas", "jayanthi jeyanthi", "jeyakumar jayakumar", "jitendra jitu", "kaur kour kor",
	"khadija khadijah qadija hatice khatija kadija", "khalid khaled", "kuldip kully", "lakshmi luxmy laxmi", "mahendra mahesh",
	"mahendran mahenthiran", "mahmud mahmood mehmood maxamuud mahamud", "manjit manny", "maryam mariam miriam meryem maryan",
	"miah mia miya", "mizanur mijanur", "mohammed muhammad mohamed mohammad mohamad maxamed mahomed mehmet muhammed md mohamud mo",
	"moulvi moulana", "musa moosa muuse moses", "mustafa mustapha mo mus", "natarajan nadarajah", "natwarlal natu", "nayana naina",
	"nazma najma", "nikhil nikesh", "nirosha niroshini", "nur noor nuur", "omar umar umer cumar omer", "padmini pathmini",
	"pindoria pindolia", "pranav pranab", "qureshi kureshi quraishi", "rahman rehman rahmaan raxmaan", "rahmat rehmat",
	"rajinder raj", "raval rawal", "riya rhea", "sahra zahra zohra", "said saeed siciid sayeed", "sheikh shaikh sk",
	"sinnathamby chinnathambi", "sofia sufia zofia sophia", "sridharan sritharan", "sukhdev sukhi",
	"suleiman sulayman saleban suleyman solomon", "syed sayed sayyid", "thushan thusyanthan", "tulasi thulasi", "uddin udin ud",
	"usha ushaben", "usman osman othman uthman cusmaan", "vekaria vekariya", "vidya vithya", "vinod vinoth",
	"yaqub yakub yacquub jacob", "yusuf yousuf yousef yuusuf josef joseph", "zainab zaynab zeinab seynab zeynep",
	/* West African long and everyday forms */
	"abiodun biodun abi", "adaeze ada", "adebayo bayo", "adekunle kunle", "adetunji tunji", "adewale wale", "akinwale wale",
	"ayodele ayo dele", "ayomide ayo", "babajide jide", "babatunde tunde", "bukola bukky", "chiamaka amaka", "chidi chidiebere",
	"chidinma dinma", "chinyere chi", "chinyere chichi", "chukwudi chudi", "chukwuemeka emeka", "chukwuma chuma", "folasade sade",
	"funmilayo funmi", "ifeoluwa ife", "ifeoma ifeanyi ify", "ikechukwu ike", "kehinde kenny", "kelechi kele", "kojo kwadwo",
	"kwabena kobina", "modupe dupe", "ngozichukwu ngozi", "ngozichukwuka ngozi", "nkechi nkechinyere", "obiageli oby", "obinna obi",
	"okechukwu okey", "oladele dele", "olatunde tunde", "olatunji tunji", "olayinka yinka", "olufemi femi", "olufunke funke",
	"olugbenga gbenga", "olukemi kemi", "olumide mide", "olumide olu", "olusegun segun", "oluwabunmi bunmi",
	"oluwadamilola damilola dami lola", "oluwafemi femi", "oluwakemi kemi", "oluwaseun seun", "oluwaseyi seyi", "oluwatobi tobi",
	"oluwole wole", "omolara lara", "quaye kwaye", "temitope tope temi", "titilayo titi", "tolulope tolu", "uchenna uche",
	"yetunde yetty",
	/* Polish, Romanian, Turkish and others beside their English or everyday forms */
	"agnieszka aga", "aleksander alexander olek alex alec sandy alasdair alistair ali sasha",
	"aleksandra ola alexandra alex sandra sasha lexi", "alexandru alex", "bartosz bartek", "constantin costel",
	"dumitru dumitrescu", "ewa eva", "gabriela gabi", "grazyna grace", "ion ioan john", "jadwiga jadzia", "jan janek",
	"jerzy jurek george", "joanna asia joanne jo joasia", "jolanta jola", "krzysztof krzysiek christopher chris", "magdalena magda",
	"malgorzata gosia margaret malgosia", "paul pawel pavel", "stanislaw staszek stanley", "tomasz tomek thomas", "wojciech wojtek",
	"zbigniew zbyszek", "zofia zosia sophie sofia sophia",
	/* Chinese and Vietnamese spellings of one family name */
	"chan chen tan", "cheng zheng", "cheung zhang chang", "chow zhou chau", "ho he", "hoang huynh", "huang wong", "hui xu",
	"kwok guo kuo", "lam lin lim", "leung liang", "li lee lei", "liu lau low", "mak mai", "ming min", "ng wu ung", "nguyen wynn",
	"tang deng", "tsang zeng", "tse xie", "wang wong", "xu hsu tsui", "ye yip yap", "yeung yang young", "zhu chu",
};

enum { GROUP_COUNT = sizeof GROUPS / sizeof GROUPS[0] };

const char *name_forms_group(size_t place)
{
	return place < GROUP_COUNT ? GROUPS[place] : NULL;
}

bool name_forms_stand_in(Str word, Str group)
{
	Str member;
	while (str_next(&group, ' ', &member))
		if (str_equal(member, word))
			return true;
	return false;
}

bool name_forms_are_alike(Str left, Str right)
{
	for (size_t i = 0; i < GROUP_COUNT; i++)
		if (name_forms_stand_in(left, str_from_c(GROUPS[i])) && name_forms_stand_in(right, str_from_c(GROUPS[i])))
			return true;
	return false;
}
